import { readFileSync, writeFileSync } from "node:fs";
import { deserialize, serialize } from "node:v8";
import { WASI } from "node:wasi";

const [mode, file, tape] = process.argv.slice(2);
const calls = mode === "replay" ? deserialize(readFileSync(tape)) : [];
const memory = () => new Uint8Array(instance.exports.memory.buffer);

const record = (name, fn) => (...args) => {
  const old = memory().slice();
  const result = fn(...args);
  const now = memory();
  let from = 0, to = now.length;
  while (from < to && old[from] === now[from]) from++;
  while (to > from && old[to - 1] === now[to - 1]) to--;
  calls.push({ name, args, result, from, wrote: now.slice(from, to) });
  return result;
};
const replay = (name) => (...args) => {
  const call = calls.shift();
  if (call?.name !== name || `${call.args}` !== `${args}`)
    throw new Error(`diverged at ${name}(${args})`);
  memory().set(call.wrote, call.from);
  return call.result;
};

const wasi = new WASI({ version: "preview1" });
const imports = wasi.getImportObject().wasi_snapshot_preview1;
const wrap = mode === "replay" ? replay : record;
for (const name in imports) imports[name] = wrap(name, imports[name]);

const module = new WebAssembly.Module(readFileSync(file));
const instance = new WebAssembly.Instance(module, {
  wasi_snapshot_preview1: imports,
});
try {
  wasi.start(instance);
} finally {
  if (mode === "record") writeFileSync(tape, serialize(calls));
}
