// node try-all.mjs worker|process
const { runPlugin } = await import(
  process.argv[2] === "process" ? "./host-process.mjs" : "./host.mjs"
);

async function show(name, options) {
  // Only the plugin that never ends needs the deadline of 250 ms.
  const longer = name === "loop" ? {} : { ms: 10_000 };
  const report = await runPlugin(`${name}.wasm`, "naïve text", { ...longer, ...options });
  const { file, outcome, ms, pages = "?", text, why = "" } = report;
  const words = [file.padEnd(15), outcome.padEnd(9), `${ms} ms`.padStart(7), `${pages} pages`.padStart(9)];
  // V8 says where it was in words that differ between versions.
  const message = why.replace(/^WebAssembly\.\w+\(\): /, "").replace(/ @\+\d+$/, "");
  console.log([...words, text ?? message].join("  ").trimEnd());
}

await show("shout");
await show("loop");
await show("hog");
await show("nosy");
await show("chatty");
await show("chatty", { grants: ["log"] });
await show("liar");
if (process.argv[2] === "process") {
  await show("tables");
  await show("own-memory");
}
