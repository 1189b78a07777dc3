// node --no-wasm-lazy-compilation stall.js: who waits for the compiler?
import { readFileSync } from "node:fs";

const bytes = readFileSync("node_modules/esbuild-wasm/esbuild.wasm");

async function watch(name, work) {
  let last = performance.now();
  let longest = 0;
  const tick = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const timer = setInterval(tick, 1);
  await new Promise((done) => setTimeout(done, 100));
  longest = 0;
  const start = performance.now();
  await work();
  const took = performance.now() - start;
  await new Promise((done) => setTimeout(done, 10));
  clearInterval(timer);
  console.log(`${name}: ${took.toFixed(0)} ms,`,
    `longest stall ${longest.toFixed(0)} ms`);
}

if (process.argv[2] === "sync")
  await watch("Module", () => new WebAssembly.Module(bytes));
else
  await watch("compile", () => WebAssembly.compile(bytes));
