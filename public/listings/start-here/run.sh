# Debian: clang, lld. Node.js 20 or later. Downloads wabt and AssemblyScript from npm.
set -e
npm init -y > npm.log
npm pkg set type=module
npm install --silent --no-audit --no-fund wabt@1.0.39 assemblyscript@0.28.20

echo "-- a module by hand"
npx wat2wasm add.wat -o add.wasm
wc -c add.wasm
node add.js

echo "-- a string"
npx wat2wasm upper.wat -o upper.wasm
node upper.js

echo "-- the same from AssemblyScript, and from C"
npx asc upper.ts -o upper-as.wasm --optimize --runtime stub --use abort=
node alloc.js upper-as.wasm
clang --target=wasm32 -O2 -nostdlib -Wl,--no-entry \
  -Wl,--export=alloc,--export=upper -o upper-c.wasm upper.c
node alloc.js upper-c.wasm

echo "-- WASI, and without it"
npx wat2wasm hello.wat -o hello.wasm
node --no-warnings run.js
node without.js
