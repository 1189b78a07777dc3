import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { loader } from "./load.mjs";

const load = await loader("shortener", "shortener");
let store, clock, links;

beforeEach(() => {
  const data = new Map();
  store = {
    get: mock.fn((key) => data.get(key)),
    put: mock.fn((key, value) => void data.set(key, value)),
  };
  clock = { now: mock.fn(() => 1_700_000_000n) };
  ({ links } = load({
    "demo:shortener/store": store,
    "demo:shortener/clock": clock,
  }));
});

const problem = (call) => {
  try {
    call();
  } catch (error) {
    return error.payload;
  }
};

test("a link is stored under its slug", () => {
  const link = links.create("Hello, Components!", "https://a.example/");
  assert.deepEqual(link, {
    slug: "hello-components",
    url: "https://a.example/",
    created: 1_700_000_000n,
  });
  const [put] = store.put.mock.calls;
  assert.deepEqual(put.arguments, ["hello-components", "https://a.example/"]);
});

test("without a slug, the store is not asked", () => {
  const found = problem(() => links.create("!!!", "https://a.example/"));
  assert.deepEqual(found, { tag: "empty" });
  assert.equal(store.get.mock.callCount(), 0);
});

test("a slug that is taken names its owner", () => {
  links.create("x", "https://a.example/");
  const found = problem(() => links.create("X", "https://b.example/"));
  assert.deepEqual(found, { tag: "taken", val: "https://a.example/" });
});

test("what the store says about a failure arrives", () => {
  store.put.mock.mockImplementation(() => {
    throw { tag: "full", val: 10 };
  });
  const found = problem(() => links.create("x", "https://a.example/"));
  assert.deepEqual(found, { tag: "storage", val: { tag: "full", val: 10 } });
});
