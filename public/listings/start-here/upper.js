import { readFile } from "node:fs/promises";

const bytes = await readFile("upper.wasm");
const { instance } = await WebAssembly.instantiate(bytes);
const { memory, upper } = instance.exports;

const ptr = 1024; // our choice: nothing else uses this memory
const view = new Uint8Array(memory.buffer);

const { written } = new TextEncoder().encodeInto(
  "hello, wasm! 40 µs", view.subarray(ptr));
upper(ptr, written);

const out = new TextDecoder().decode(view.subarray(ptr, ptr + written));
console.log(out, written);
