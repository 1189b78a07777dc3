// Counts the functions and the data segments of a module.
import { readFileSync } from "node:fs";

const bytes = readFileSync(process.argv[2]);
let pos = 8;
function u32() {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[pos++];
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return value;
  }
}
console.log("bytes:", bytes.length);
while (pos < bytes.length) {
  const id = bytes[pos++];
  const size = u32();
  const end = pos + size;
  if (id === 3) console.log("functions:", u32());
  if (id === 11)
    console.log("data segments:", u32(), "in a section of", size);
  pos = end;
}
