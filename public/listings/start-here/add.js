import { readFile } from "node:fs/promises";

const bytes = await readFile("add.wasm");
const { instance } = await WebAssembly.instantiate(bytes);

console.log(instance.exports.add(2, 3));
console.log(instance.exports.add(2147483647, 1));
