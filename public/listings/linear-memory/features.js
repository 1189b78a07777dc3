import wabt from "wabt";

const { parseWat } = await wabt();
const options = { memory64: true, multi_memory: true, threads: true };

const module = (wat) =>
  parseWat("", `(module ${wat})`, options).toBinary({}).buffer;
const withCode = (code) =>
  module(`(memory 1) (data $d "abc") (func ${code})`);

const features = {
  "memory.copy": withCode(
    "(memory.copy (i32.const 0) (i32.const 1) (i32.const 2))",
  ),
  "memory.fill": withCode(
    "(memory.fill (i32.const 0) (i32.const 1) (i32.const 2))",
  ),
  "memory.init": withCode(
    "(memory.init $d (i32.const 0) (i32.const 1) (i32.const 2))",
  ),
  "multiple memories": module("(memory 1) (memory 1)"),
  "Memory64": module("(memory i64 1)"),
  "shared memory": module("(memory 1 2 shared)"),
  // A page has 2 ** 0 bytes. wabt 1.0.39 for npm cannot write this.
  "custom page sizes": new Uint8Array([
    0, 97, 115, 109, 1, 0, 0, 0, // \0asm, version 1
    5, 4, 1, 8, 1, 0, // one memory: has a page size, 1 page, 0
  ]),
};
for (const [name, bytes] of Object.entries(features))
  console.log(name.padEnd(18), WebAssembly.validate(bytes) ? "yes" : "no");
