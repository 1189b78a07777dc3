import { readFile } from "node:fs/promises";

const bytes = await readFile("slug.core.wasm");
const { instance } = await WebAssembly.instantiate(bytes);
const slugify = instance.exports["memo:slug/text@0.1.0#slugify"];
console.log(slugify("Hello, Components"));
