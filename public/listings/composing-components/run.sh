# Debian: clang, lld. Node.js 20 or later. Downloads jco from npm.
set -e
npm init -y > npm.log
npm pkg set type=module
npm install --save-exact @bytecodealliance/jco@1.24.3 \
  @bytecodealliance/componentize-js@0.21.0 >> npm.log 2>&1
component() {
  clang --target=wasm32 -Oz -s -nostdlib -Wl,--no-entry -o $1.core.wasm $1.c
  npx jco embed $1.core.wasm --wit $2 -o $1.embedded.wasm
  npx jco new $1.embedded.wasm -o $1.wasm
}
mkdir -p wit/deps wit-slug wit-slug-bad/deps/slug wit-slug-bad/deps/cli
cp slug.wit wit-slug
cp slug.wit wit/deps
cp page.wit wit
cp slug-bad.wit wit-slug-bad
cp slug.wit wit-slug-bad/deps/slug
cp environment.wit wit-slug-bad/deps/cli

echo "-- compose"
component slug wit-slug
npx jco componentize page.js --wit wit --disable all -o page.wasm
npx jco wit page.wasm
node compose.mjs slug.wasm page.wasm site.wasm \
  memo:slug/text@0.1.0 memo:page/links@0.1.0
wc -c slug.wasm
wc -c < page.wasm | awk '{ printf "%.1f MB page.wasm\n", $1 / 1e6 }'
echo "$(($(wc -c < site.wasm) - $(wc -c < page.wasm) - $(wc -c < slug.wasm))) bytes of wiring"
npx jco wit site.wasm
npx jco transpile site.wasm -o out-site -q
node try-site.mjs

echo "-- the dependency that grew an import"
component slug-bad wit-slug-bad
npx jco wit slug-bad.wasm
npx jco transpile slug-bad.wasm -o bad -q
API_KEY=s3cr3t node try.mjs ./bad/slug-bad.js
node compose.mjs slug-bad.wasm page.wasm invalid.wasm \
  memo:slug/text@0.1.0 memo:page/links@0.1.0
npx jco wit invalid.wasm 2>&1 | grep -o 'missing import named `.*`'

echo "-- a wall"
npx jco parse wall.wat -o wall.wasm
wc -c wall.wasm
node compose.mjs wall.wasm slug-bad.wasm slug-walled.wasm \
  wasi:cli/environment@0.2.0 memo:slug/text@0.1.0
npx jco wit slug-walled.wasm
npx jco transpile slug-walled.wasm -o walled -q
API_KEY=s3cr3t node try.mjs ./walled/slug-walled.js

echo "-- at run time"
npx jco transpile slug-bad.wasm -o mapped -q --map 'wasi:cli/environment=../no-env.js'
API_KEY=s3cr3t node try.mjs ./mapped/slug-bad.js
