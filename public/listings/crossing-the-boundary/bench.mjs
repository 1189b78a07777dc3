// node bench.mjs FOLDER
import { readFileSync } from "node:fs";

const folder = process.argv[2];
const { probe } = await import(`./${folder}/probe.js`);
const { repeat } = await import(`./${folder}/pair.js`);
const core = new WebAssembly.Module(readFileSync("probe.core.wasm"));
const { exports } = new WebAssembly.Instance(core);
const add = exports["memo:probe/probe@0.1.0#add"];

function bench(name, n, fn) {
  const runs = [];
  for (let r = 0; r < 9; r++) {
    const t = process.hrtime.bigint();
    for (let i = 0; i < n; i++) fn(i);
    runs.push(Number(process.hrtime.bigint() - t) / n);
  }
  runs.sort((a, b) => a - b);
  console.log(name, runs[4].toFixed(0), "ns");
}

const short = "twelve chars";
const long = "x".repeat(65536);
bench("core export add:", 1e6, (i) => add(i, 1));
bench("JS to component, add:", 1e5, (i) => probe.add(i, 1));
bench("JS to component, 12 characters:", 1e5, () => probe.size(short));
bench("JS to component, 64 KiB:", 300, () => probe.size(long));

// These three make 1,000 calls each.
bench("1,000 x between components, add:", 100, () => repeat.add(1000));
bench("1,000 x between components, 12 bytes:", 100,
  () => repeat.size(1000, 12));
bench("1,000 x between components, 64 KiB:", 10,
  () => repeat.size(1000, 65536));

const strings = Array.from({ length: 1000 }, () => short);
bench("1,000 calls:", 50, () => strings.forEach((s) => probe.size(s)));
bench("one call with a list:", 50, () => probe.sizes(strings));
bench("one call with a joined string:", 50,
  () => probe.size(strings.join("\n")));
