import { readFile } from "node:fs/promises";
import { instantiate } from "./out-first/first.js";

const load = async (name) =>
  WebAssembly.compile(await readFile(new URL(`./out-first/${name}`, import.meta.url)));
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

const whats = [
  "handle",
  "stream.read ->",
  "waitable-set.new ->",
  "core function returns",
  "callback: event",
  "callback: code",
];
const trace = (what, value) =>
  console.log(`${whats[what].padEnd(22)} 0x${(value >>> 0).toString(16)}`);

async function* input() {
  await sleep(30);
  console.log("-- host writes 7");
  yield 7;
  await sleep(30);
  yield 8;
}

const { first } = await instantiate(load, { trace: { default: trace } });
console.log("first =", await first(input()));
