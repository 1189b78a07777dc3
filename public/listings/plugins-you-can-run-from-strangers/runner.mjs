import { once } from "node:events";
import { parentPort } from "node:worker_threads";

const port = parentPort ?? process;
const [{ bytes, text, grants, pages }] = await once(port, "message");
const memory = new WebAssembly.Memory({ initial: 2, maximum: pages });
const view = (ptr, len) =>
  new Uint8Array(memory.buffer, ptr >>> 0, len >>> 0);

const log = [];
const offered = {
  log(ptr, len) {
    const line = view(ptr, Math.min(len >>> 0, 200));
    if (log.length < 20) log.push(new TextDecoder().decode(line));
  },
};

function hasSection(wanted) {
  for (let at = 8, id; at < bytes.length; ) {
    if ((id = bytes[at++]) === wanted) return true;
    let size = 0, shift = 0, byte;
    do size |= ((byte = bytes[at++]) & 127) << shift, (shift += 7);
    while (byte & 128);
    at += size;
  }
  return false;
}

function link(module) {
  if (hasSection(5)) throw new Error("refused: defines its own memory");
  const host = { __proto__: null, memory };
  for (const { module: ns, name } of WebAssembly.Module.imports(module)) {
    if (ns === "host/v1" && name === "memory") continue;
    if (ns !== "host/v1" || !Object.hasOwn(offered, name))
      throw new Error(`refused: no ${ns} ${name}`);
    if (!grants.includes(name))
      throw new Error(`refused: ${name} not granted`);
    host[name] = offered[name];
  }
  return { __proto__: null, "host/v1": host };
}

let report;
try {
  const module = new WebAssembly.Module(bytes);
  const { exports } = new WebAssembly.Instance(module, link(module));
  const input = new TextEncoder().encode(text);
  const at = exports.alloc_v1(input.length);
  view(at, input.length).set(input);
  const out = exports.transform_v1(at, input.length);
  const body = view(Number(out >> 32n), Number(out & 0xffffffffn));
  const utf8 = new TextDecoder("utf-8", { fatal: true });
  report = { outcome: "ok", text: utf8.decode(body) };
} catch (e) {
  report = { outcome: "failed", why: e.message };
}
report = { ...report, pages: memory.buffer.byteLength / 65536, log };
parentPort ? parentPort.postMessage(report) : process.send(report);
