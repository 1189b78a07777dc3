import { readFile } from "node:fs/promises";
import { instantiate } from "./out-feed/feed.js";

const load = async (name) =>
  WebAssembly.compile(await readFile(new URL(`./out-feed/${name}`, import.meta.url)));
const sleep = (ms, value) => new Promise((done) => setTimeout(done, ms, value));
const start = performance.now();
const log = (...words) =>
  console.log(`${Math.round(performance.now() - start)} ms`.padStart(7), ...words);

async function next(n) {
  log("host: next", n);
  await sleep(n * 10);
  log("host: next", n, "answers");
  return n + 1;
}
async function* bytes() {
  for (const byte of [1, 2, 3]) {
    await sleep(20);
    yield byte;
  }
}

const feed = await instantiate(load, { next: { default: next } });
log("both =", await Promise.all([feed.double(20), feed.double(10)]));
log("wait-for =", await feed.waitFor(sleep(50, 42)));
log("sum =", await feed.sum(bytes()));
let letters = "";
for await (const chunk of await feed.letters(4)) letters += String.fromCharCode(...chunk);
log("letters =", letters);
