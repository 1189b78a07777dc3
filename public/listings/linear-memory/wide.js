import { readFileSync } from "node:fs";

const mod = new WebAssembly.Module(readFileSync("wide.wasm"));
const { memory, store, load, grow } =
  new WebAssembly.Instance(mod).exports;

const gib = 2n ** 30n;
grow((6n * gib) / 65536n - 1n);
store(5n * gib + 1000n, 42);
console.log("size          ", memory.buffer.byteLength / 2 ** 30, "GiB");
console.log("past 5 GiB    ", load(5n * gib + 1000n));
try {
  load(6n * gib);
} catch ({ message }) {
  console.log("at 6 GiB      ", message);
}
