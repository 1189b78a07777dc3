# Debian: clang, lld, wasi-libc, libclang-rt-dev-wasm32, wabt, musl-tools. Node.js 20 or later.
set -e
musl-gcc -O2 -static -s -o hello.musl hello.c
clang --target=wasm32-wasi -O2 -s -o hello.wasm hello.c
wat2wasm hello.wat -o hand.wasm
wc -c hello.musl hello.wasm hand.wasm | sed '$d'
./hello.musl
node --no-warnings wasi.mjs
node in-process.mjs hand.wasm
node in-process.mjs hello.wasm
