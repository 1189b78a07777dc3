// A process of its own for each run: node wasi.mjs
import { readFileSync } from "node:fs";
import { WASI } from "node:wasi";

const wasi = new WASI({ version: "preview1", args: ["hello"] });
const module = new WebAssembly.Module(readFileSync("hello.wasm"));
wasi.start(new WebAssembly.Instance(module, wasi.getImportObject()));
