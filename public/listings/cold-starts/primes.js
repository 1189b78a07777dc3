// Both modules have to find the same primes.
import { readFileSync } from "node:fs";

for (const file of ["primes.wasm", "primes-init.wasm"]) {
  const module = new WebAssembly.Module(readFileSync(file));
  const x = new WebAssembly.Instance(module).exports;
  x["wizer-initialize"]?.();
  let count = 0;
  for (let n = 0; n < 5000000; n++) count += x.is_prime(n);
  console.log(`${file}: ${count} primes`);
}
