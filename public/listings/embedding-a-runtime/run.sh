# Debian 12: binaryen, clang, g++, libssl-dev, lld, wabt. Node.js 24 or later.
set -e
wat2wasm guest.wat -o guest.wasm

echo "-- V8, from Node"
node limits.mjs

echo "-- WABT's interpreter, from C++"
g++ -std=c++17 -O2 -o host-wabt host.cc -lwabt -lcrypto
./host-wabt

echo "-- wasm2c, no engine"
wasm2c guest.wasm -n guest -o guest.c
wasm2c=/usr/share/wabt/wasm2c
gcc -O1 -I$wasm2c -o host-c host.c guest.c $wasm2c/wasm-rt-impl.c -lm
./host-c

echo "-- fuel, added to the module"
node fuel.mjs guest.wasm metered.wasm
clang --target=wasm32 -O2 -fno-builtin -nostdlib -Wl,--no-entry -o sieve.wasm sieve.c
node fuel.mjs sieve.wasm sieve-metered.wasm
wasm-opt -O3 --enable-mutable-globals sieve-metered.wasm -o sieve-inlined.wasm
node metered.mjs
