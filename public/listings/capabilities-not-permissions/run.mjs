import { readFile } from 'node:fs/promises';
import { WASI } from 'node:wasi';

const args = process.argv.slice(2);
const wasi = new WASI({
  version: 'preview1',
  args,
  preopens: { '/in': './inbox' },
});
const wasm = await WebAssembly.compile(await readFile(args[0]));
wasi.start(await WebAssembly.instantiate(wasm, wasi.getImportObject()));
