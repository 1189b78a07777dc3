# Node.js 24 or later. Downloads jco from npm.
set -e
npm init -y > npm.log
npm pkg set type=module
npm install --save-exact @bytecodealliance/jco@1.35.0 \
  @bytecodealliance/preview2-shim@0.26.0 @bytecodealliance/preview3-shim@0.7.0 >> npm.log 2>&1
for name in first feed ticks; do
  npx jco parse $name.wat -o $name.wasm
  wc -c $name.wasm
done
npx jco transpile first.wasm -o out-first --instantiation async -q
npx jco transpile feed.wasm -o out-feed --instantiation async -q
npx jco transpile ticks.wasm -o out-ticks -q
for name in first feed ticks; do node $name.mjs; done
