// Compiles a core module once, and makes a new instance for each call.
import { readFileSync } from "node:fs";

const modules = new Map();

export async function loader(folder, name) {
  const { instantiate } = await import(`./${folder}/${name}.js`);
  const compiled = (file) => {
    const path = `${folder}/${file}`;
    if (!modules.has(path))
      modules.set(path, new WebAssembly.Module(readFileSync(path)));
    return modules.get(path);
  };
  return (imports = {}) => instantiate(compiled, imports);
}
