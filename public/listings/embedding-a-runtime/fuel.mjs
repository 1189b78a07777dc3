// node fuel.mjs in.wasm out.wasm: lets each call of a function and each turn
// of a loop cost one unit of the exported global "fuel", and traps at zero.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";

const [input, output] = process.argv.slice(2);
const options = { encoding: "utf8", maxBuffer: 1 << 30 };
const lines = execFileSync("wasm2wat", [input], options).trimEnd().split("\n");
const out = [];
let inHeader = false; // of a function: before its first instruction
for (const line of lines) {
  const text = line.trim();
  if (inHeader && !text.startsWith("(local")) {
    out.push("call $tick");
    inHeader = false;
  }
  out.push(line);
  const isEmpty = text.endsWith("))");
  if (text.startsWith("(func (;") && !isEmpty) inHeader = true;
  if (/^loop\b/.test(text)) out.push("call $tick");
}
const tick = `
(global $fuel (export "fuel") (mut i64) (i64.const 0))
(func $tick
  global.get $fuel  i64.eqz  if unreachable end
  global.get $fuel  i64.const 1  i64.sub  global.set $fuel))`;
writeFileSync("fuel.wat", out.join("\n").replace(/\)$/, tick));
execFileSync("wat2wasm", ["fuel.wat", "-o", output]);
