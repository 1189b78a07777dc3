// Many instances in a process that runs already: node in-process.mjs FILE
import { readFileSync } from "node:fs";

const file = process.argv[2];
const bytes = readFileSync(file);
let memory;
const view = () => new DataView(memory.buffer);
class Exit extends Error {}

// As much of WASI 0.1 as a hello needs. Its output is counted, not shown.
const functions = {
  fd_write(fd, list, count, written) {
    let length = 0;
    for (let i = 0; i < count; i++) length += view().getUint32(list + 8 * i + 4, true);
    view().setUint32(written, length, true);
    return 0;
  },
  args_sizes_get(count, size) {
    view().setUint32(count, 0, true);
    view().setUint32(size, 0, true);
    return 0;
  },
  proc_exit() {
    throw new Exit();
  },
};
const imports = {
  wasi_snapshot_preview1: new Proxy(functions, { get: (own, name) => own[name] ?? (() => 0) }),
};
const kept = [];

function run(module) {
  const instance = new WebAssembly.Instance(module, imports);
  memory = instance.exports.memory;
  try {
    instance.exports._start();
  } catch (error) {
    if (!(error instanceof Exit)) throw error;
  }
  return instance;
}

function median(what, once, times) {
  for (let i = 0; i < times / 10; i++) once();
  const all = Array.from({ length: times }, () => {
    const start = performance.now();
    once();
    return (performance.now() - start) * 1000;
  }).sort((a, b) => a - b);
  console.log(what.padEnd(32), `${all[times >> 1].toFixed(1)} µs`);
}

// V8 knows bytes that it has compiled before, so each copy gets a custom section of its own.
let copies = 0;
function unique() {
  const section = Buffer.from([0, 6, 1, 110, 0, 0, 0, 0]);
  section.writeUInt32LE(copies++, 4);
  return new WebAssembly.Module(Buffer.concat([bytes, section]));
}
const status = (field) =>
  Number(new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync("/proc/self/status", "utf8"))[1]);

const module = new WebAssembly.Module(bytes);
for (let i = 0; i < 20; i++) kept.push(run(module));
const before = [status("VmRSS"), status("VmSize")];
const count = 1000;
for (let i = 0; i < count; i++) kept.push(run(module));
const [resident, addresses] = ["VmRSS", "VmSize"].map((field, at) => (status(field) - before[at]) / count);
console.log(`${file}: ${resident.toFixed(1)} KiB resident, ${(addresses / 2 ** 20).toFixed(2)} GiB of addresses each`);
median(`${file}: instantiate, run`, () => run(module), 2000);
median(`${file}: compile as well`, () => run(unique()), 500);
