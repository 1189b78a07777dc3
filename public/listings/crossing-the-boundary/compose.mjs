// node compose.mjs plug.wasm socket.wasm out.wasm IMPORT EXPORT
import { readFileSync, writeFileSync } from "node:fs";

const [plug, socket, out, imported, exported] = process.argv.slice(2);

const leb = (n) => (n < 128 ? [n] : [(n & 127) | 128, ...leb(n >>> 7)]);
const name = (s) => [...leb(Buffer.byteLength(s)), ...Buffer.from(s)];
const section = (id, body) =>
  Buffer.concat([Buffer.from([id, ...leb(body.length)]),
    Buffer.from(body)]);

const INSTANCE = 5;
const alias = (from, s) => section(6, [1, INSTANCE, 0, from, ...name(s)]);

writeFileSync(out, Buffer.concat([
  Buffer.from("0061736d0d000100", "hex"),        // component preamble
  section(4, readFileSync(plug)),                // component 0
  section(4, readFileSync(socket)),              // component 1
  section(5, [1, 0, 0, 0]),                      // instance 0: new plug
  alias(0, imported),                            // instance 1: its export
  section(5, [1, 0, 1, 1, ...name(imported), INSTANCE, 1]),
  alias(2, exported),                            // instance 2: new socket
  section(11, [1, 0, ...name(exported), INSTANCE, 3, 0]),
]));
