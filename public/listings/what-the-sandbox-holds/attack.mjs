import { readFileSync } from "node:fs";

const wasm = new WebAssembly.Module(readFileSync("account.wasm"));

/** Makes a new instance, sets a name, and prints what an attempt returns. */
function attempt(what, name, act) {
  const guest = new WebAssembly.Instance(wasm).exports;
  const memory = new Uint8Array(guest.memory.buffer);
  memory.set(Buffer.from(`${name}\0`, "latin1"), guest.input());
  if (name !== "") guest.set_name();
  let result;
  try {
    result = act(guest, memory);
  } catch (error) {
    result = `TRAP ${error.message}`;
  }
  console.log(what.padEnd(25), result);
}

const action = (slot) => "AAAAAAAA" + "BBBB" + String.fromCharCode(slot);
const act = (guest) => guest.act();

attempt("normal name", "Ada", (guest) => guest.is_admin());
attempt("9-byte name", "AAAAAAAAB", (guest) => guest.is_admin());
attempt("action = greet (slot 1)", action(1), act);
attempt("action = slot 2", action(2), act);
attempt("action = slot 3", action(3), act);
attempt("action = slot 9", action(9), act);
attempt("write through NULL", "", (guest) => {
  guest.store(0, 42);
  return guest.load(0);
});
attempt("write to a const", "", (guest, memory) => {
  guest.store(guest.motto(), 0x21212121);
  return Buffer.from(memory.buffer, guest.motto(), 8).toString();
});
attempt("load at end of memory - 4", "", (guest, memory) => guest.load(memory.length - 4));
attempt("load at end of memory - 3", "", (guest, memory) => guest.load(memory.length - 3));
attempt("load at -4", "", (guest) => guest.load(-4));
