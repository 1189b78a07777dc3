import fs from "node:fs";
globalThis.fs = fs; // Go's support file looks for it here
await import("esbuild-wasm/wasm_exec.js");

async function phase(name, work) {
  const start = performance.now();
  const result = await work();
  const ms = (performance.now() - start).toFixed(1);
  console.log(name.padEnd(28), ms.padStart(8), "ms");
  return result;
}

const job = ["esbuild", "app.ts", "--outfile=app.js",
  "--log-level=error"];
const file = "node_modules/esbuild-wasm/esbuild.wasm";

const bytes = await phase("read", () => fs.readFileSync(file));
await phase("validate", () => WebAssembly.validate(bytes));
const module = await phase("compile",
  () => new WebAssembly.Module(bytes));

for (const nth of ["first", "second"]) {
  const go = new Go();
  go.argv = job;
  const instance = await phase(`${nth}: instantiate`,
    () => new WebAssembly.Instance(module, go.importObject));
  await phase(`${nth}: start and work`, () => go.run(instance));
  await new Promise((done) => setTimeout(done, 5000)); // let it settle
}
