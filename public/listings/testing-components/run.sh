# Node.js 24 or later. Downloads jco and fast-check from npm.
set -e
npm init -y > npm.log
npm pkg set type=module
npm install --save-exact @bytecodealliance/jco@1.35.0 \
  @bytecodealliance/preview2-shim@0.26.0 componentize-qjs@0.4.5 \
  fast-check@4.11.0 >> npm.log 2>&1

quickjs="--backend qjs --backend-qjs-disable-async --backend-qjs-stub-wasi"
npx jco componentize shortener.js --wit shortener.wit $quickjs \
  -o shortener.wasm > jco.log
npx jco transpile shortener.wasm -o shortener --instantiation sync -q
npx jco transpile shortener.wasm -o shortener-strict --strict \
  --instantiation sync -q
test() { node --test --test-reporter=tap $1 2>&1 | node summary.mjs; }

echo "-- unit tests"
test shortener.test.mjs

echo "-- a broken contract"
node contract.mjs

npx jco componentize echo.js --wit echo.wit $quickjs -o quickjs.wasm >> jco.log
npx jco componentize echo.js --wit echo.wit --disable all \
  -o starlingmonkey.wasm >> jco.log
for engine in starlingmonkey quickjs; do
  npx jco transpile $engine.wasm -o $engine --name echo \
    --instantiation sync -q
done
echo "-- properties, on StarlingMonkey"
ENGINE=starlingmonkey test echo.test.mjs
echo "-- properties, on QuickJS"
ENGINE=quickjs test echo.test.mjs
echo "-- properties, on QuickJS, with one instance"
KEEP=1 ENGINE=quickjs test echo.test.mjs | grep -A 1 fails
