# Debian: clang, lld, wasi-libc, libclang-rt-dev-wasm32. Node.js 20 or later.
set -e
rm -rf inbox
mkdir inbox
printf 'milk\neggs\n' > inbox/list.txt
echo hunter2 > secret.txt
ln -s ../secret.txt inbox/link
for name in cat direct change; do
  clang --target=wasm32-wasi -O1 -o $name.wasm $name.c
done
export NODE_NO_WARNINGS=1

echo "-- a read that works and three that do not"
node run.mjs cat.wasm /in/list.txt /in/../secret.txt /in/link /etc/passwd

echo "-- what reaches the host"
node trace.mjs cat.wasm /in/list.txt /in/../secret.txt /in/link /etc/passwd |
  grep host:

echo "-- without the libc"
node run.mjs direct.wasm

echo "-- read only"
node readonly.mjs change.wasm append /in/list.txt
node readonly.mjs change.wasm truncate /in/list.txt
wc -c inbox/list.txt

echo "-- read only, without the line about oflags"
grep -v 'if (oflags' readonly.mjs > leaky.mjs
node leaky.mjs change.wasm truncate /in/list.txt
wc -c inbox/list.txt

echo "-- the verb that readonly.mjs does not know"
node readonly.mjs change.wasm remove /in/list.txt
ls inbox

echo "-- a hard link"
ln secret.txt inbox/hard
node run.mjs cat.wasm /in/hard
