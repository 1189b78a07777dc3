import { readFile } from "node:fs/promises";

const module = await WebAssembly.compile(await readFile("hello.wasm"));
try {
  await WebAssembly.instantiate(module, {});
} catch ({ name, message }) {
  console.log(name, /wasi_\w+/.exec(message)?.[0]);
}
