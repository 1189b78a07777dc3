# Debian: clang, lld, wasi-libc, libclang-rt-dev-wasm32, curl. Node.js 24 or later. Downloads jco from npm.
# Ports 3000, 8080, and 8081 of this machine must be free.
set -e
npm init -y > npm.log
npm pkg set type=module
npm install --silent --no-audit --no-fund \
  @bytecodealliance/jco@1.35.0 \
  @bytecodealliance/componentize-js@0.23.0 \
  @bytecodealliance/preview2-shim@0.26.0
# jco serve has a process of its own for the component.
stop() {
  pkill -P $server || true
  kill $server 2> /dev/null || true
}
trap stop EXIT

echo "-- WAGI"
clang --target=wasm32-wasi -O1 -o hello.wasm hello.c
node --no-warnings wagi.mjs hello.wasm 2> wagi.log &
server=$!
until curl -s -o /dev/null localhost:3000/; do kill -0 $server; sleep 0.2; done
curl -s -i 'localhost:3000/a?name=ada' | tr -d '\r' | grep -v '^Date: '
curl -s localhost:3000/b -d 'some text'
curl -s -w '%{http_code}\n' 'localhost:3000/c?crash'
curl -s localhost:3000/d
cat wagi.log
stop

# jco has the WIT files of wasi:http.
npx jco scaffold new --wit builtin:wasi-proxy@0.2.x --language javascript \
  --package-manager npm > jco.log 2>&1
mkdir -p wit/deps/wasi-http
cp new/wit/package.wit wit/deps/wasi-http/
cp -r new/wit/deps/* wit/deps/
cp counter.wit wit/
npx jco componentize counter.js --wit wit -n counter -o counter.wasm > jco.log
jco=node_modules/@bytecodealliance/jco/dist/jco.js

echo "-- wasi:http, one instance"
node $jco serve counter.wasm --port 8080 > one.log 2>&1 &
server=$!
until grep -sq listening one.log; do kill -0 $server; sleep 0.2; done
for i in 1 2 3; do curl -s localhost:8080; done
stop

echo "-- wasi:http, an instance for each request"
node $jco serve counter.wasm --port 8081 --isolate-requests=instance \
  > each.log 2>&1 &
server=$!
until grep -sq listening each.log; do kill -0 $server; sleep 0.2; done
for i in 1 2 3; do curl -s localhost:8081; done
