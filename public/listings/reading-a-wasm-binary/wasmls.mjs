import { readFileSync } from "node:fs";
import { Reader } from "./reader.mjs";
import { readSections } from "./sections.mjs";

const KINDS = ["func", "table", "memory", "global", "tag"];
const TYPES = { 0x7f: "i32", 0x7e: "i64", 0x7d: "f32", 0x7c: "f64",
  0x7b: "v128", 0x70: "funcref", 0x6f: "externref" };
const pick = (r, table, what) => table[r.byte()] ?? r.fail(what);
const valtype = (r) => pick(r, TYPES, "unknown value type");
const kindOf = (r) => pick(r, KINDS, "unknown kind");
const quote = (r) => JSON.stringify(r.name());

function functype(r) {
  pick(r, { 0x60: "func" }, "not a function type");
  const [params, results] = [r.list(valtype), r.list(valtype)];
  return `(${params.join(", ")}) -> (${results.join(", ")})`;
}
function limits(r) {
  const flags = r.byte();
  if (flags > 7) r.fail("unknown limits flag");
  const bits = flags & 4 ? 64 : 32;
  return `${r.uint(bits)}..${flags & 1 ? r.uint(bits) : ""}`;
}
function importType(r, kind, types) {
  if (kind === "table") return `${valtype(r)} ${limits(r)}`;
  if (kind === "memory") return limits(r);
  if (kind === "global") return valtype(r) + (r.byte() ? " mut" : "");
  if (kind === "tag") r.byte();
  return types[r.uint()];
}
const decoders = {
  type: (r) => r.list(functype),
  import: (r, types) => r.list(() => {
    const [module, name, kind] = [quote(r), quote(r), kindOf(r)];
    return `${module} ${name} ${kind} ${importType(r, kind, types)}`;
  }),
  export: (r) => r.list(() => `${quote(r)} ${kindOf(r)} ${r.uint()}`),
};

function show(r, indent = "") {
  const { kind, sections } = readSections(r);
  let types = [];
  console.log(indent + kind);
  for (const { offset, name, size, body } of sections) {
    const at = offset.toString(16).padStart(4, "0");
    console.log(`${indent}  ${at}  ${name.padEnd(13)} ${size} bytes`);
    if (name === "custom") console.log(`${indent}        ${quote(body)}`);
    if (name === "core module" || name === "component")
      show(body, `${indent}    `);
    if (kind !== "module" || !decoders[name]) continue;
    const lines = decoders[name](body, types);
    if (body.pos < body.end) body.fail(`bytes left over in ${name}`);
    if (name === "type") types = lines;
    for (const line of lines) console.log(`${indent}        ${line}`);
  }
}

show(new Reader(readFileSync(process.argv[2])));
