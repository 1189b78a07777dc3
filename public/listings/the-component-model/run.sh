# Debian: clang, lld. Node.js 20 or later. Downloads jco from npm.
set -e
npm init -y > npm.log
npm pkg set type=module
npm install --save-exact @bytecodealliance/jco@1.19.0 \
  @bytecodealliance/componentize-js@0.20.0 >> npm.log 2>&1
# The sizes of two builds of JavaScript differ by a few bytes.
megabytes() { wc -c | awk -v name="$1" '{ printf "%.1f MB %s\n", $1 / 1e6, name }'; }
mkdir -p wit wit-probe
cp slug.wit wit
cp probe.wit wit-probe

echo "-- a core module"
clang --target=wasm32 -Oz -s -nostdlib -Wl,--no-entry -o slug.core.wasm slug.c
wc -l slug.c
wc -c slug.core.wasm
node core.js

echo "-- a component from JavaScript"
wc -c slug.js
npx jco componentize slug.js --wit wit --disable all -o slug.wasm
npx jco wit slug.wasm
megabytes slug.wasm < slug.wasm
gzip -9c slug.wasm | megabytes slug.wasm.gz
node -e 'WebAssembly.compile(fs.readFileSync("slug.wasm"))' 2>&1 | grep -o 'expected .*[0-9]'
npx jco transpile slug.wasm -o out -q
wc -c out/slug.js
node run.js 2>&1 | grep -E '^(hello|refused|TypeError)'

echo "-- a component from C"
npx jco embed slug.core.wasm --wit wit -o slug.embedded.wasm
npx jco new slug.embedded.wasm -o slug.c.wasm
wc -c slug.c.wasm
npx jco print slug.c.wasm | grep -E '^  \((core|alias|func)'

echo "-- without --disable all"
npx jco componentize slug.js --wit wit -o full.wasm > build.log
npx jco wit full.wasm > full.wit
echo "imports: $(grep -c ' import ' full.wit)"
grep -E 'filesystem/types|outgoing-handler' full.wit
npx jco print full.wasm | grep '(core module'

echo "-- the engine"
npx jco componentize probe.js --wit wit-probe --disable all -o probe.wasm > build.log
npx jco transpile probe.wasm -o out-probe -q
node try-probe.js > first.log
sleep 1
node try-probe.js > second.log
cmp first.log second.log && echo "same time, same random numbers"
grep RuntimeError first.log
npx jco componentize slug.js --wit wit --disable all -o again.wasm > build.log
cmp -s slug.wasm again.wasm || echo "two builds differ"
