const limits = { initial: 1, shared: true };
try {
  new WebAssembly.Memory(limits);
} catch ({ name }) {
  console.log("no maximum    ", name);
}

const memory = new WebAssembly.Memory({ ...limits, maximum: 2 });
const old = memory.buffer;
memory.grow(1);
new Uint8Array(memory.buffer)[0] = 7;
console.log("buffer        ", old.constructor.name);
console.log("old buffer    ", old.byteLength, "bytes, first", new Uint8Array(old)[0]);
console.log("new buffer    ", memory.buffer.byteLength, "bytes");
