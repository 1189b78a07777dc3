// Reads what `node --test` prints in TAP, and prints one line for each test.
import { createInterface } from "node:readline";

for await (const line of createInterface({ input: process.stdin })) {
  const [, failed, name] = /^(not )?ok \d+ - (.*)/.exec(line) ?? [];
  if (name) console.log(`${failed ? "fails " : "passes"} ${name}`);
  const [, found] = /^\s*(Counterexample: .*)/.exec(line) ?? [];
  if (found) console.log(`  ${found}`);
}
