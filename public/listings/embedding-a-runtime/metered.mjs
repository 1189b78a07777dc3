import { readFileSync } from "node:fs";

const load = (file) =>
  new WebAssembly.Instance(new WebAssembly.Module(readFileSync(file)), {
    host: { log() {} },
  }).exports;

const guest = load("metered.wasm");
function run(name, fuel, call) {
  guest.fuel.value = BigInt(fuel);
  let result;
  try {
    result = call();
  } catch (error) {
    result = error.message;
  }
  console.log(`${name}: ${result}, ${guest.fuel.value} of ${fuel} left`);
}
run("sum(1000)", 1e6, () => guest.sum(1000));
run("sum(1000)", 1e6, () => guest.sum(1000));
run("deep(100)", 50, () => guest.deep(100));
run("spin()", 1e6, () => guest.spin());

/** The fastest of 20 calls, once the engine has optimized the code. */
function time(file) {
  const sieve = load(file);
  if (sieve.fuel) sieve.fuel.value = 10n ** 12n;
  let fastest = Infinity;
  for (let i = 0; i < 60; i++) {
    const start = performance.now();
    sieve.sieve();
    if (i >= 40) fastest = Math.min(fastest, performance.now() - start);
  }
  console.log(`${file} ${fastest.toFixed(1)} ms`);
}
for (const file of ["sieve.wasm", "sieve-metered.wasm", "sieve-inlined.wasm"])
  time(file);
