# Debian: clang, lld. Node.js 20 or later. Downloads esbuild-wasm and wizer from npm.
set -e
npm init -y > npm.log
npm pkg set type=module
npm install --save-exact esbuild-wasm@0.28.2 @bytecodealliance/wizer@11.0.3 >> npm.log 2>&1

node count.js node_modules/esbuild-wasm/esbuild.wasm
node cold.js
cat app.js
node --no-wasm-lazy-compilation stall.js sync
node --no-wasm-lazy-compilation stall.js

clang --target=wasm32 -O2 -nostdlib -Wl,--no-entry primes.c -o primes.wasm
npx wizer primes.wasm -o primes-init.wasm
wc -c primes.wasm primes-init.wasm | sed '$d'
echo "$(gzip -9c primes-init.wasm | wc -c) primes-init.wasm.gz"
node primes.js
node snapshot.js primes.wasm | sed 's/ [0-9]*\.[0-9]*//g'
node snapshot.js primes-init.wasm | sed 's/ [0-9]*\.[0-9]*//g'
