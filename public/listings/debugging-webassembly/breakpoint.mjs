// node breakpoint.mjs FILE OFFSET: stops a WASI program at an instruction, and prints the locals of each frame.
import { once } from "node:events";
import { readFileSync, writeSync } from "node:fs";
import { Session } from "node:inspector";
import { WASI } from "node:wasi";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";

if (isMainThread) await run(...process.argv.slice(2));
else watch(workerData);

async function run(file, offset) {
  const watcher = new Worker(new URL(import.meta.url), { workerData: Number(offset) });
  await once(watcher, "message");
  const wasi = new WASI({ version: "preview1", returnOnExit: true });
  const module = new WebAssembly.Module(readFileSync(file));
  // The watcher hears of the module, and answers when it has set the breakpoint.
  await once(watcher, "message");
  try {
    wasi.start(new WebAssembly.Instance(module, wasi.getImportObject()));
  } catch (error) {
    console.log(error.message);
  }
  await watcher.terminate();
}

function watch(columnNumber) {
  // A session alone does not keep a thread alive.
  parentPort.on("message", () => {});
  const session = new Session();
  let wasm;
  session.connectToMainThread();
  const post = (method, params) =>
    new Promise((done, fail) =>
      session.post(method, params, (error, result) => (error ? fail(error) : done(result))),
    );
  const properties = async (objectId) =>
    (await post("Runtime.getProperties", { objectId, ownProperties: true })).result;
  session.on("Debugger.scriptParsed", async ({ params: { scriptId, scriptLanguage } }) => {
    if (scriptLanguage !== "WebAssembly") return;
    wasm = scriptId;
    await post("Debugger.setBreakpoint", { location: { scriptId, lineNumber: 0, columnNumber } });
    parentPort.postMessage("set");
  });
  session.on("Debugger.paused", async ({ params: { callFrames } }) => {
    for (const { functionName, location, scopeChain } of callFrames) {
      if (location.scriptId !== wasm) continue;
      const local = scopeChain.find(({ type }) => type === "local");
      const values = [];
      for (const { name, value } of await properties(local.object.objectId)) {
        const [, number] = await properties(value.objectId);
        values.push(`${name}=${number.value.description}:${value.description}`);
      }
      // Not console.log, which passes through the main thread, and that is stopped.
      writeSync(1, `${[functionName, `0x${location.columnNumber.toString(16)}`, ...values].join(" ")}\n`);
    }
    await post("Debugger.resume");
  });
  post("Debugger.enable").then(() => parentPort.postMessage("ready"));
}
