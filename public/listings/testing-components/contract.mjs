// What happens if the other side breaks the contract.
import { loader } from "./load.mjs";

const good = { get: () => undefined, put() {}, now: () => 1n };

async function show(name, folder, wrong, title = "x") {
  const load = await loader(folder, "shortener");
  const { get, put, now } = { ...good, ...wrong };
  const { links } = load({
    "demo:shortener/store": { get, put },
    "demo:shortener/clock": { now },
  });
  const call = (title) => {
    try {
      return `created ${links.create(title, "https://a.example/").created}`;
    } catch (error) {
      return error.payload ? JSON.stringify(error.payload) : error.message;
    }
  };
  console.log(`${name.padEnd(22)} ${call(title)}; then: ${call("y")}`);
}

for (const folder of ["shortener", "shortener-strict"]) {
  console.log(`-- ${folder}`);
  await show("get returns 42", folder, { get: () => 42 });
  await show("get throws an Error", folder, {
    get() {
      throw new Error("database gone");
    },
  });
  await show("put throws {tag:nope}", folder, {
    put() {
      throw { tag: "nope" };
    },
  });
  await show("now returns 1", folder, { now: () => 1 });
  await show("now returns -1n", folder, { now: () => -1n });
  await show("now returns 2n ** 64n", folder, { now: () => 2n ** 64n });
  await show("now returns 2n**53n+1n", folder, { now: () => 2n ** 53n + 1n });
  await show("title is a number", folder, {}, 42);
}
