import { readFileSync } from "node:fs";
const mod = new WebAssembly.Module(readFileSync("peek.wasm"));
const { memory, peek, peek16, grow } =
  new WebAssembly.Instance(mod).exports;

const attempt = (label, f) => {
  try { console.log(label, f()); }
  catch (e) { console.log(label, `${e.name}: ${e.message}`); }
};

attempt("peek(0)        ", () => peek(0));
attempt("peek(65532)    ", () => peek(65532));
attempt("peek(65533)    ", () => peek(65533));
attempt("peek16(-8)     ", () => peek16(-8));

const old = memory.buffer;
attempt("grow(1)        ", () => grow(1));
console.log("old buffer     ", old.byteLength);
console.log("new buffer     ", memory.buffer.byteLength);
attempt("grow(9)        ", () => grow(9));
