import { readFileSync } from "node:fs";
const maps = () => readFileSync("/proc/self/maps", "utf8").split("\n");

const before = new Set(maps());
globalThis.memory = new WebAssembly.Memory({ initial: 1 });
for (const line of maps().filter((l) => l && !before.has(l))) {
  const [range, access] = line.split(" ");
  const [from, to] = range.split("-").map((x) => parseInt(x, 16));
  const kib = (to - from) / 1024;
  if (access === "---p" || kib === 64) console.log(access, kib, "KiB");
}
