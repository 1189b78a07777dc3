# Node.js 24 or later, and curl. Downloads jco from npm.
set -e
npm init -y > npm.log
npm pkg set type=module
npm install --save-exact @bytecodealliance/jco@1.35.0 \
  @bytecodealliance/componentize-js@0.23.0 \
  @bytecodealliance/preview2-shim@0.26.0 @bytecodealliance/preview3-shim@0.7.0 >> npm.log 2>&1
# jco serve has a process of its own for the component.
stop() {
  pkill -P $server || true
  kill $server 2> /dev/null || true
}
trap stop EXIT
wait_for() {
  until curl -s -o /dev/null "$1"; do sleep 0.2; done
}

# WASI 0.2
npx jco scaffold new --wit builtin:wasi-proxy@0.2.x --language javascript --package-manager npm > npm.log
mkdir -p wit/deps/wasi-http
cp new/wit/package.wit wit/deps/wasi-http/
cp -r new/wit/deps/* wit/deps/
cp service.wit wit/
npx jco componentize service.js --wit wit -n service -d all -o service.wasm
npx jco wit service.wasm
jco=node_modules/@bytecodealliance/jco/dist/jco.js
node $jco serve service.wasm --port 8091 > first.log 2>&1 &
server=$!
until grep -q listening first.log; do kill -0 $server; sleep 0.2; done
curl -s 'localhost:8091/slug?title=Hello,%20WebAssembly%20World'
curl -s 'localhost:8091/slug?title=A'
curl -s 'localhost:8091/slug?title=B'
curl -s -o /dev/null localhost:8091/crash || echo "no answer to /crash"
curl -s 'localhost:8091/slug?title=C' || echo "the server has ended"

node $jco serve service.wasm --port 8092 --isolate-requests worker --isolate-worker-pool-size 4 > second.log 2>&1 &
server=$!
until grep -q listening second.log; do kill -0 $server; sleep 0.2; done
curl -s 'localhost:8092/slug?title=A'
curl -s 'localhost:8092/slug?title=B'
curl -s -o /dev/null -w 'crash: %{http_code}\n' localhost:8092/crash
curl -s 'localhost:8092/slug?title=C'
stop

# WASI 0.3
npx jco scaffold new3 --wit builtin:wasi-proxy --language javascript --package-manager npm > npm.log
mkdir -p wit3/deps/wasi-http
cp new3/wit/package.wit wit3/deps/wasi-http/
cp -r new3/wit/deps/* wit3/deps/
cp service3.wit wit3/
npx jco componentize slug3.js --wit wit3 -n service --backend quickjs -o slug3.wasm
npx jco transpile slug3.wasm -o out-slug3 --name service -q
node host.mjs out-slug3 8093 &
server=$!
wait_for 'localhost:8093/slug?title=wait'
curl -s 'localhost:8093/slug?title=Hello,%20World'
stop

npx jco parse lines.wat -o lines.core.wasm
npx jco embed lines.core.wasm --wit wit3 -n service -o lines.embedded.wasm
npx jco new lines.embedded.wasm -o lines.wasm
wc -c lines.core.wasm lines.wasm
npx jco transpile lines.wasm -o out-lines --name service -q
node host.mjs out-lines 8094 &
server=$!
wait_for localhost:8094/
node lines.mjs http://localhost:8094/
