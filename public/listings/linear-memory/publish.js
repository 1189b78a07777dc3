import { readFileSync } from "node:fs";

const mod = new WebAssembly.Module(readFileSync("publish.wasm"));
const { exports } = new WebAssembly.Instance(mod);
exports.publish(7, 3);

const seen = new Uint8Array(exports.public.buffer);
console.log("exports      ", Object.keys(exports).join(", "));
console.log("host sees    ", new TextDecoder().decode(seen.filter((b) => b)));
