// A value that crosses the boundary twice must come back as it was.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { loader } from "./load.mjs";

const load = await loader(process.env.ENGINE, "echo");
let values = load().values;

function echo(value) {
  try {
    return values.echo(value);
  } catch (error) {
    // A trap ends an instance, so what it says afterward means nothing.
    if (!process.env.KEEP) ({ values } = load());
    throw error;
  }
}

const u32 = fc.nat(0xffffffff);
const text = fc.string({ unit: "binary" });
const some = (value) =>
  fc.oneof(
    fc.constant({ tag: "none" }),
    value.map((val) => ({ tag: "some", val })),
  );

/** For each field, values of its type in WIT. */
const fields = {
  small: fc.integer({ min: 0, max: 255 }),
  int: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  big: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  wide: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  single: fc.float(),
  double: fc.double(),
  letter: fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
  text,
  bytes: fc.uint8Array({ maxLength: 64 }),
  nested: some(fc.option(u32, { nil: undefined })),
  access: fc.record({ read: fc.boolean(), write: fc.boolean() }),
  shape: fc.oneof(
    fc.constant({ tag: "dot" }),
    fc.double().map((val) => ({ tag: "circle", val })),
    text.map((val) => ({ tag: "label", val })),
  ),
  pair: fc.tuple(fc.boolean(), text),
  outcome: fc.oneof(
    u32.map((val) => ({ tag: "ok", val })),
    text.map((val) => ({ tag: "err", val })),
  ),
};

const zero = {
  small: 0,
  int: 0,
  big: 0n,
  wide: 0n,
  single: 0,
  double: 0,
  letter: "a",
  text: "",
  bytes: new Uint8Array(),
  nested: { tag: "none" },
  access: { read: false, write: false },
  shape: { tag: "dot" },
  pair: [false, ""],
  outcome: { tag: "ok", val: 0 },
};

for (const [name, arbitrary] of Object.entries(fields))
  test(name, () =>
    fc.assert(
      fc.property(arbitrary, (value) => {
        const back = echo({ ...zero, [name]: value })[name];
        assert.deepEqual(structuredClone(back), structuredClone(value));
      }),
      { numRuns: 300, seed: 42 },
    ),
  );
