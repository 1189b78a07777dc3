# Debian: clang, lld, wasi-libc, libclang-rt-dev-wasm32. Linux on x86-64, Node.js 24 or later.
# Downloads wabt from npm.
set -e
npm init -y > npm.log
npm pkg set type=module
npm install --silent --no-audit --no-fund wabt@1.0.39

echo "-- loads, stores, and the edge"
npx wat2wasm peek.wat -o peek.wasm
node edge.js

echo "-- the bounds check that is not there"
# Without this, another thread of Node may reserve memory at the same time.
MALLOC_ARENA_MAX=1 node maps.js
node count.js

echo "-- inside the array"
clang --target=wasm32 -O0 -nostdlib -Wl,--no-entry \
  -Wl,--export=recurse,--export=get_limit -o data-first.wasm layout.c
clang --target=wasm32 -O0 -nostdlib -Wl,--no-entry -Wl,--stack-first \
  -Wl,--export=recurse,--export=get_limit -o stack-first.wasm layout.c
node layout.js

echo "-- memory only grows"
clang --target=wasm32-wasi -O2 -nostartfiles -Wl,--no-entry \
  -Wl,--export=churn -o churn.wasm churn.c
node churn.js

echo "-- more than one, and more than 4 GiB"
node features.js
npx wat2wasm --enable-multi-memory publish.wat -o publish.wasm
node publish.js
npx wat2wasm --enable-memory64 wide.wat -o wide.wasm
node wide.js
node shared.js
