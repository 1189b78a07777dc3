import { readFileSync } from "node:fs";

const module = new WebAssembly.Module(readFileSync(process.argv[2]));
const { imports, exports } = WebAssembly.Module;
const all = [...imports(module), ...exports(module)];
console.log(`[${all.map((e) => JSON.stringify(e)).join(",\n ")}]`);
