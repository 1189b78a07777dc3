// Writes two files that wasmls.mjs has to refuse.
import { writeFileSync } from "node:fs";

const preamble = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const name = (s) => [s.length, ...Buffer.from(s)];
const write = (file, id, body) => writeFileSync(file,
  Buffer.from([...preamble, id, body.length, ...body]));

// A type section with 4294967295 types, in a file of fifteen bytes.
write("liar.wasm", 1, [0xff, 0xff, 0xff, 0xff, 0x0f]);

// One import in a compact group: an empty item name and the kind 7f.
write("compact.wasm", 2, [1, ...name("env"), ...name(""), 0x7f,
  1, ...name("log"), 0, 0]);
