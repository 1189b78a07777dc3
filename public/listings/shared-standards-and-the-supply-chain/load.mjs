// node load.mjs FOLDER: a host that grants nothing.
import { readFileSync } from "node:fs";

const folder = process.argv[2];
const { instantiate } = await import(`./${folder}/slug.js`);
const load = (file) =>
  new WebAssembly.Module(readFileSync(`${folder}/${file}`));
const { slug } = instantiate(load, {});
console.log(slug("Hello, Linear Memory"));
