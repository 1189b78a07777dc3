// Logs every function that passes between the core modules and the glue.
import { readFileSync } from "node:fs";
import { instantiate } from "./out-site/site.js";

// In the order in which the glue instantiates the core modules.
const modules = [
  ["slug", { "memo:slug/text@0.1.0#slugify": "slug: slugify" }],
  ["table", { 0: "page calls slugify" }],
  ["page", { "memo:page/links@0.1.0#link": "page: link" }],
  ["adapter", {}],
  ["fill table", {}],
];
// The adapter calls the memories of slug and page mem0 and mem1.
const copies = {
  "utf8-to-utf8 (mem0 => mem1)": "copy slug to page",
  "utf8-to-utf8 (mem1 => mem0)": "copy page to slug",
};

let depth = 0;
const print = (event, values) =>
  console.log(`${"  ".repeat(depth)}${event}`.padEnd(22), values);

function logged(event, call) {
  const calls = event.includes(" calls ");
  const enters = event.includes(": ");
  return (...args) => {
    const values = args.join(", ");
    if (calls || enters) print(enters ? `enter ${event}` : event, values);
    if (calls) depth++;
    const result = call(...args);
    if (calls) depth--;
    const returned = result === undefined ? "" : `=> ${result}`;
    if (enters) print(`leave ${event}`, returned);
    else if (!calls) print(event, `${values} ${returned}`.trim());
    return result;
  };
}
const wrap = (functions, eventOf) => Object.fromEntries(
  Object.entries(functions).map(([key, value]) =>
    [key, eventOf(key) ? logged(eventOf(key), value) : value]));

const { links } = instantiate(
  (file) => new WebAssembly.Module(readFileSync(`out-site/${file}`)),
  {},
  (module, imports = {}) => {
    const [name, events] = modules.shift();
    if (imports.transcode)
      imports.transcode = wrap(imports.transcode, (key) => copies[key]);
    const { exports } = new WebAssembly.Instance(module, imports);
    return {
      exports: wrap(exports, (key) => {
        if (key === "cabi_realloc") return `realloc in ${name}`;
        if (key.startsWith("cabi_post_")) return `post-return in ${name}`;
        return events[key];
      }),
    };
  },
);
console.log(links.link("Hello, World"));
