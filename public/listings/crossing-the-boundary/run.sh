# Debian: clang, lld. Node.js 20 or later. Downloads jco, twice, from npm.
set -e
npm init -y > npm.log
npm pkg set type=module
npm install --save-exact jco-1.24@npm:@bytecodealliance/jco@1.24.3 \
  jco-1.10@npm:@bytecodealliance/jco@1.10.2 >> npm.log 2>&1
jco() { node node_modules/jco-1.24/src/jco.js "$@"; }
jco_1_10() { node node_modules/jco-1.10/src/jco.js "$@"; }
module() {
  clang --target=wasm32 -Oz -s -nostdlib -Wl,--no-entry -o $1.core.wasm $1.c
}
component() {
  module $1
  jco embed $1.core.wasm --wit $2 -o $1.embedded.wasm
  jco new $1.embedded.wasm -o $1.wasm
}
mkdir -p wit-slug wit-page/deps wit-probe wit-loops/deps wit-signatures
cp slug.wit wit-slug
cp slug.wit wit-page/deps
cp page.wit wit-page
cp probe.wit wit-probe
cp probe.wit wit-loops/deps
cp loops.wit wit-loops
cp signatures.wit wit-signatures

echo "-- one call"
component slug wit-slug
component page wit-page
node compose.mjs slug.wasm page.wasm site.wasm memo:slug/text@0.1.0 memo:page/links@0.1.0
jco transpile site.wasm -o out-site -q --instantiation sync
node trace.mjs
wc -c out-site/site.core5.wasm

echo "-- signatures"
jco embed --dummy --wit wit-page -o dummy.wasm
jco print dummy.wasm | grep -oE '\(param i32 i32 i32\)'
jco embed --dummy --wit wit-slug -o dummy.wasm
jco print dummy.wasm | sed -nE 's/^  \(func .*(\(param i32 i32\) \(result .*)/\1/p'
jco embed --dummy --wit wit-signatures -o dummy.wasm
# The sixth is the allocator.
jco print dummy.wasm | sed -nE 's/^  \(func .*\(type [0-9]+\) (.*\(result .*)/\1/p' | head -5

echo "-- encodings"
jco parse invalid.wat -o invalid.wasm
jco parse relay.wat -o relay.wasm
node compose.mjs invalid.wasm relay.wasm both.wasm memo:text/source@0.1.0 memo:text/relay@0.1.0
jco transpile invalid.wasm -o out-text -q
jco transpile both.wasm -o out-text -q
node text.mjs
sed '0,/utf8/s//latin1+utf16/' relay.wat > latin1.wat
jco parse latin1.wat -o latin1.wasm
node compose.mjs invalid.wasm latin1.wasm mixed.wasm memo:text/source@0.1.0 memo:text/relay@0.1.0
jco transpile mixed.wasm -o out-mixed -q 2>&1 | grep -o 'not implemented.*'

echo "-- what is measured"
component probe wit-probe
component loops wit-loops
node compose.mjs probe.wasm loops.wasm pair.wasm memo:probe/probe@0.1.0 memo:loops/repeat@0.1.0
for file in probe pair; do
  jco transpile $file.wasm -o out-1.24 -q
  jco_1_10 transpile $file.wasm -o out-1.10 -q
done
sed -n '/^function size(/,/^}/p' out-1.10/probe.js
grep -oE 'process\?\.env\?|\[\.\.\.s\]\.length|\[\.\.\.s\]' out-1.24/probe.js
node check.mjs out-1.10
node check.mjs out-1.24
