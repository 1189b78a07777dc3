// A host with the engine of Node.js.
import { readFileSync } from "node:fs";
import vm from "node:vm";
import { isMainThread, Worker } from "node:worker_threads";

const module = new WebAssembly.Module(readFileSync("guest.wasm"));
const fresh = (host = { __proto__: null, log() {} }) =>
  new WebAssembly.Instance(module, { __proto__: null, host }).exports;

if (!isMainThread) fresh().spin();

function show(name, run) {
  let result;
  try {
    result = run();
  } catch (error) {
    result = `${error.code ?? error.name}: ${error.message}`;
  }
  console.log(name.padEnd(18), result);
}

show("nothing to import", () => fresh({ __proto__: null }));
show("a number", () => fresh({ __proto__: null, log: 1 }));

const a = fresh();
const b = fresh();
a.count();
show("count in a", () => a.count());
show("count in b", () => b.count());
show("deep(100)", () => a.deep(100));
show("deep(1e6)", () => a.deep(1e6));
show("grow by 65,535", () => a.grow(65535));
show("fail", () => b.fail());
show("memory holds", () => new Uint8Array(b.memory.buffer)[0]);
show("count in b", () => b.count());

const context = vm.createContext({ guest: fresh() });
const call = (code) => vm.runInContext(code, context, { timeout: 50 });
show("spin, for 50 ms", () => call("guest.spin()"));
context.guest = fresh();
show("a new instance", () => call("guest.sum(1000)"));

const worker = new Worker(new URL(import.meta.url));
await new Promise((resolve) => worker.once("online", resolve));
const code = await worker.terminate();
show("spin in a worker", () => `terminated, exit code ${code}`);
