import { readFileSync } from "node:fs";

const times = [];
function phase(name, work) {
  const start = performance.now();
  const result = work();
  times.push(`${name} ${(performance.now() - start).toFixed(2)}`);
  return result;
}

const file = process.argv[2];
const bytes = phase("read", () => readFileSync(file));
const module = phase("compile", () => new WebAssembly.Module(bytes));
const x = phase("instantiate",
  () => new WebAssembly.Instance(module).exports);
phase("initialize", () => x["wizer-initialize"]?.());
phase("call", () => x.is_prime(4999999));
console.log(bytes.length, "bytes, ms:", times.join(", "));
