const url = process.argv[2];
const times = [];
for (let i = 0; i < 100; i++) {
  const start = performance.now();
  await (await fetch(url)).text();
  times.push(performance.now() - start);
}
times.sort((a, b) => a - b);
console.log(`median of 100: ${times[50].toFixed(1)} ms`);
