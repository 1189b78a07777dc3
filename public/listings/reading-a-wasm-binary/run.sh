# Debian: gcc, rustc, wabt, xxd. Node.js 20 or later. Downloads jco and wabt from npm.
set -e
npm init -y > npm.log
npm pkg set type=module
npm install --save-exact @bytecodealliance/jco@1.35.0 \
  @bytecodealliance/preview2-shim@0.26.0 wabt@1.0.39 >> npm.log 2>&1

echo "-- tiny.wasm"
wat2wasm --debug-names tiny.wat -o tiny.wasm
xxd -g1 tiny.wasm
wasm-objdump -d tiny.wasm
wat2wasm tiny.wat -o stripped.wasm
wat2wasm --debug-names --no-canonicalize-leb128s tiny.wat -o padded.wasm
wc -c tiny.wasm stripped.wasm padded.wasm | sed '$d'
head -c 100 tiny.wasm > short.wasm
node engine.mjs short.wasm 2>&1 | grep -o 'section length.*'
npx wat2wasm --debug-names tiny.wat -o npm.wasm
cmp tiny.wasm npm.wasm

echo "-- LEB128"
node leb128.mjs
node leb128-fixed.mjs
rustc sleb.rs
./sleb

echo "-- the parser"
wc -l reader.mjs sections.mjs wasmls.mjs | tail -1
node wasmls.mjs tiny.wasm
node engine.mjs tiny.wasm
node odd.mjs
node wasmls.mjs liar.wasm 2>&1 | grep '^Error'
node wasmls.mjs compact.wasm 2>&1 | grep '^Error'

echo "-- a component"
npx jco parse micros.wat -o micros.wasm
xxd -g1 -l 32 micros.wasm
wasm-objdump -h micros.wasm 2>&1 | grep error
node engine.mjs micros.wasm 2>&1 | grep -o 'expected.*'
node wasmls.mjs micros.wasm
