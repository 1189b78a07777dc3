# Debian 12: docker-registry, minisign, openssl, skopeo. Node.js 22 or later,
# and jco from npm. Starts a registry on port 5443 and ends it.
set -e
npm init -y > npm.log
npm install --save-exact @bytecodealliance/jco@1.35.0 \
  @bytecodealliance/preview2-shim@0.26.0 >> npm.log 2>&1

echo "-- a component, built twice"
npx jco parse double.wat -o double.wasm
npx jco parse double.wat -o again.wasm
sha256sum double.wasm again.wasm

echo "-- and from JavaScript, with QuickJS"
echo "export const double = (n) => 2 * n;" > double.js
echo "package demo:js; world js { export double: func(n: u32) -> u32; }" > js.wit
for name in one two; do
  npx jco componentize double.js --wit js.wit --backend qjs -o $name.wasm > jco.log
done
cmp -s one.wasm two.wasm || echo "two different components"

echo "-- the artifact"
digest=$(node layout.mjs double.wasm artifact 0.1.0 double)
echo $digest
skopeo inspect --raw oci:artifact:0.1.0
echo
skopeo inspect oci:artifact:0.1.0 2>&1 | grep -o 'unsupported.*' | tr -d '\\'

echo "-- push and pull"
mkdir -p certs
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 9 \
  -keyout key.pem -out certs/ca.crt -subj /CN=localhost \
  -addext subjectAltName=DNS:localhost 2> openssl.log
docker-registry serve registry.yml > registry.log 2>&1 &
trap "kill $!" EXIT
export NODE_EXTRA_CA_CERTS=certs/ca.crt
until curl -s --cacert certs/ca.crt https://localhost:5443/v2/ > ready.log; do
  sleep 0.2
done
repository=localhost:5443/demo/double
push() {
  skopeo copy -q --preserve-digests --dest-cert-dir certs oci:$1 \
    docker://$repository:0.1.0
}
push artifact:0.1.0
node pull.mjs $repository:0.1.0 pulled.wasm
node pull.mjs $repository@$digest pulled.wasm
cmp double.wasm pulled.wasm && echo same bytes

echo "-- the same tag again, with another component"
sed 's/i32.const 1/i32.const 2/' double.wat > changed.wat
npx jco parse changed.wat -o changed.wasm
node layout.mjs changed.wasm changed 0.1.0 double
push changed:0.1.0
node pull.mjs $repository:0.1.0 pulled.wasm
node pull.mjs $repository@$digest pulled.wasm

echo "-- a byte changed in the registry"
hex=$(sha256sum double.wasm | cut -c 1-64)
blob=$(find store -path "*$hex/data")
printf '\003' | dd of=$blob bs=1 seek=60 conv=notrunc 2> dd.log
node pull.mjs $repository@$digest pulled.wasm || echo "exit $?"
cp double.wasm $blob
node pull.mjs $repository@$digest pulled.wasm

echo "-- a signature of the digest"
minisign -G -W -f -p key.pub -s key.sec > minisign.log
echo $repository:0.1.0@$digest > release.txt
minisign -S -s key.sec -m release.txt -t "double 0.1.0" > minisign.log
minisign -V -p key.pub -m release.txt
sed -i s/double/triple/ release.txt
minisign -V -p key.pub -m release.txt 2>&1 || echo "exit $?"

echo "-- a WIT package, and a project made from it"
npx jco parse demo.wat -o demo.wasm
node layout.mjs demo.wasm wit 0.1.0 demo:numbers/doubling@0.1.0 \
  demo:numbers/numbers@0.1.0
skopeo copy -q --dest-cert-dir certs oci:wit:0.1.0 \
  docker://localhost:5443/demo/numbers:0.1.0
npx jco scaffold project --wit oci://localhost:5443/demo/numbers:0.1.0 \
  --language javascript > scaffold.log 2>&1
find project/wit -type f | sort | xargs cat
