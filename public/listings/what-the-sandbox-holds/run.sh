# Debian: clang, lld, wasi-libc, libclang-rt-dev-wasm32. Node.js 20 or later.
set -e
clang --target=wasm32-wasi -O2 -nostartfiles -Wl,--no-entry -o account.wasm account.c
node attack.mjs
