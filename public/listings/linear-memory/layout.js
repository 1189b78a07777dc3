import { readFileSync } from "node:fs";

for (const file of ["data-first.wasm", "stack-first.wasm"]) {
  const mod = new WebAssembly.Module(readFileSync(file));
  const x = new WebAssembly.Instance(mod).exports;
  console.log(file);
  for (const n of [3, 4]) {
    try {
      x.recurse(n);
      console.log(" ", n, "frames: limit is", x.get_limit());
    } catch (e) { console.log(" ", n, "frames:", e.message); }
  }
}
