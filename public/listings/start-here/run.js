import { readFile } from "node:fs/promises";
import { WASI } from "node:wasi";

const wasi = new WASI({ version: "preview1", args: [], env: {} });
const module = await WebAssembly.compile(await readFile("hello.wasm"));
const instance = await WebAssembly.instantiate(
  module, wasi.getImportObject());
process.exitCode = wasi.start(instance);
