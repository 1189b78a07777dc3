import { readFileSync } from "node:fs";

const mod = new WebAssembly.Module(readFileSync("churn.wasm"));
const { memory, churn } = new WebAssembly.Instance(mod).exports;

const report = (label) => {
  const pages = memory.buffer.byteLength / 65536;
  const kib = process.memoryUsage.rss() / 1024;
  console.log(label.padEnd(20), pages, "pages,", kib, "KiB resident");
};
report("at start");
churn();
report("after malloc + free");
churn();
report("doing it again");
