# Debian: clang, lld, wabt. Node.js 22 or later.
set -e
# LLD 14 cannot name the imported memory, so it is renamed in the text.
clang --target=wasm32 -Oz -nostdlib -Wl,--no-entry -Wl,--import-memory -o shout.env.wasm shout.c
wasm2wat shout.env.wasm | sed 's|"env" "memory"|"host/v1" "memory"|' > shout.wat
for name in shout loop hog nosy chatty liar tables; do wat2wasm $name.wat -o $name.wasm; done
wat2wasm --enable-multi-memory own-memory.wat -o own-memory.wasm
echo "in a worker:"
node try-all.mjs worker
echo "in a process:"
node try-all.mjs process
