// node measure.js, after run.sh: the tables of the article. Takes minutes.
import { execFileSync } from "node:child_process";

const node = (...args) =>
  execFileSync(process.execPath, args, { encoding: "utf8" });
const sorted = (values) => values.toSorted((a, b) => a - b);

function collect(runs, pattern, ...args) {
  const times = new Map();
  for (let run = 0; run < runs; run++)
    for (const [, name, ms] of node(...args).matchAll(pattern))
      times.set(name, [...(times.get(name) ?? []), Number(ms)]);
  return times;
}

const modes = {
  "lazy (default)": [],
  "eager, baseline": ["--no-wasm-lazy-compilation"],
  "eager, optimizing": ["--no-wasm-lazy-compilation", "--no-liftoff"],
};
for (const [mode, flags] of Object.entries(modes)) {
  console.log(`${mode}, the best of nine:`);
  const times = collect(9, /^(\S.*?) +([\d.]+) ms$/gm, ...flags, "cold.js");
  for (const [name, values] of times) console.log(" ", name, sorted(values)[0]);
}
for (const file of ["primes.wasm", "primes-init.wasm"]) {
  console.log(`${file}, the median of seven:`);
  const times = collect(7, /(\w+) ([\d.]+)/g, "snapshot.js", file);
  for (const [name, values] of times) console.log(" ", name, sorted(values)[3]);
}
