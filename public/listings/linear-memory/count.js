const memories = [];
try {
  for (;;) memories.push(new WebAssembly.Memory({ initial: 1 }));
} catch {}

// The last few depend on what else is in the address space.
const about = Math.round(memories.length / 100) * 100;
const each = (128 * 1024) / memories.length;
console.log("about", about, "memories,", each.toFixed(1), "GiB each");
