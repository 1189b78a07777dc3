import { readFile } from 'node:fs/promises';
import { WASI } from 'node:wasi';

const args = process.argv.slice(2);
const wasi = new WASI({
  version: 'preview1',
  args,
  preopens: { '/in': './inbox' },
});
const { wasiImport } = wasi;
let memory;

/** Logs each call of path_open. */
function path_open(dir, lookup, ptr, len, ...rest) {
  const path = Buffer.from(memory.buffer, ptr, len).toString();
  const errno = wasiImport.path_open(dir, lookup, ptr, len, ...rest);
  console.log(`host: path_open(${dir}, "${path}") = ${errno}`);
  return errno;
}

const wasm = await WebAssembly.compile(await readFile(args[0]));
const instance = await WebAssembly.instantiate(wasm, {
  wasi_snapshot_preview1: { ...wasiImport, path_open },
});
memory = instance.exports.memory;
wasi.start(instance);
