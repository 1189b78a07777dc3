import { readFile } from "node:fs/promises";

const bytes = await readFile(process.argv[2]);
const { instance } = await WebAssembly.instantiate(bytes);
const { memory, alloc, upper } = instance.exports;

const input = new TextEncoder().encode("hello, wasm! 40 µs");
const ptr = alloc(input.length);
new Uint8Array(memory.buffer, ptr, input.length).set(input);
upper(ptr, input.length);

const out = new Uint8Array(memory.buffer, ptr, input.length);
console.log(new TextDecoder().decode(out), "at", ptr);
