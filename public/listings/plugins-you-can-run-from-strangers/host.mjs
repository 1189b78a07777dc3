import { readFile } from "node:fs/promises";
import { Worker } from "node:worker_threads";

const runner = new URL("./runner.mjs", import.meta.url);

export async function runPlugin(file, text, options = {}) {
  const { grants = [], ms = 250, pages = 32 } = options;
  const bytes = await readFile(file);
  if (bytes.length > 1 << 20) throw new Error(`${file}: over 1 MiB`);

  const start = performance.now();
  const guest = new Worker(runner, { env: {} });
  guest.postMessage({ bytes, text, grants, pages });
  let timer;
  const report = await new Promise((done) => {
    timer = setTimeout(done, ms, { outcome: "deadline" });
    guest.once("message", done);
    guest.once("error", (e) => done({ outcome: "crash", why: e.message }));
    guest.once("exit", () => done({ outcome: "crash", why: "no answer" }));
  });
  clearTimeout(timer);
  await guest.terminate();
  return { file, ...report, ms: Math.round(performance.now() - start) };
}
