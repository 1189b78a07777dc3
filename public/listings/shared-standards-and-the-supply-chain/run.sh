# Debian: clang, lld, wasi-libc, libclang-rt-dev-wasm32. Node.js 20 or later. Downloads jco, with two versions of its shim, from npm.
set -e
packages() {
  npm init -y > npm.log
  npm pkg set type=module
  npm install --save-exact @bytecodealliance/jco@1.35.0 \
    @bytecodealliance/componentize-js@0.23.0 \
    @bytecodealliance/preview2-shim@$1 >> npm.log 2>&1
}
packages 0.26.0
mkdir -p wit
cp slug.wit wit
build() {
  source=$1 out=$2
  shift 2
  npx jco componentize $source.js -w wit "$@" -o $out.wasm > build.log
}
load() {
  npx jco transpile $1.wasm -o out-$1 --name slug --instantiation sync -q
  node load.mjs out-$1 2>&1 | grep -E '^(hello|[A-Za-z]*Error)'
}

echo "-- two versions"
build slug-1.0.0 slug-1.0.0 -d all
build slug-1.0.1 slug-1.0.1 -d stdio random clocks
npx jco wit slug-1.0.0.wasm | tee slug-1.0.0.world
npx jco wit slug-1.0.1.wasm > slug-1.0.1.world
diff slug-1.0.0.world slug-1.0.1.world || true
load slug-1.0.0
load slug-1.0.1

echo "-- the second, built without HTTP"
build slug-1.0.1 sealed -d all
npx jco wit sealed.wasm | grep import || echo "no imports"
load sealed

echo "-- the first, built with everything"
build slug-1.0.0 full
npx jco wit full.wasm > full.world
echo "imports: $(grep -c import full.world)"
grep -E 'filesystem/types|outgoing-handler' full.world

echo "-- sizes and digests"
wc -c < slug-1.0.0.wasm | awk '{ printf "%.1f MB\n", $1 / 1e6 }'
for n in 1 2 3 4; do
  build slug-1.0.0 slug-build-$n -d all
done
echo "slug: $(sha256sum slug-build-*.wasm | cut -c -64 | sort -u | wc -l) digests of 4 builds"
mkdir -p here there
for flags in -O2 "-O2 -g"; do
  for folder in here there; do
    cp count.c $folder
    (cd $folder && clang --target=wasm32-wasi $flags -o count.wasm count.c)
  done
  echo "count $flags: $(sha256sum here/count.wasm there/count.wasm | cut -c -64 | sort -u | wc -l) digests of 2 builds"
done

echo "-- with preview2-shim 0.26.1"
mkdir -p newer
cp -r wit slug-1.0.0.js newer
cd newer
packages 0.26.1
npx jco componentize slug-1.0.0.js -w wit -d all -o slug.wasm 2>&1 | grep -o 'No such file.*'
