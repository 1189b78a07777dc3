import { readFile } from 'node:fs/promises';
import { WASI } from 'node:wasi';

const CREAT = 1, TRUNC = 8, FD_WRITE = 1n << 6n, ENOTCAPABLE = 76;

const readOnly = ({ path_open, ...rest }) => ({
  ...rest,
  path_open(dir, lookup, ptr, len, oflags, rights, inherit, flags, out) {
    if (oflags & (CREAT | TRUNC)) return ENOTCAPABLE;
    return path_open(dir, lookup, ptr, len, oflags,
      rights & ~FD_WRITE, inherit & ~FD_WRITE, flags, out);
  },
});

const args = process.argv.slice(2);
const wasi = new WASI({
  version: 'preview1',
  args,
  preopens: { '/in': './inbox' },
});
const wasm = await WebAssembly.compile(await readFile(args[0]));
wasi.start(
  await WebAssembly.instantiate(wasm, {
    wasi_snapshot_preview1: readOnly(wasi.wasiImport),
  }),
);
