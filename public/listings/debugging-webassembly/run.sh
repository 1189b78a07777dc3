# Debian: clang, lld, llvm, wasi-libc, libclang-rt-dev-wasm32, wabt. Node.js 20 or later. Offsets differ between versions of clang.
set -e
clang --target=wasm32-wasi -O1 -g -c split.c
clang --target=wasm32-wasi -o split.wasm split.o
wasm-strip split.wasm -o split.stripped.wasm

# Where does the code start, and where is the division?
code=$(wasm-objdump -h split.wasm | sed -n 's/.*Code start=\(0x[0-9a-f]*\).*/\1/p')
offset=0x$(wasm-objdump -d split.wasm | sed -n 's/^ *0*\([0-9a-f]*\): .*| i32\.div_[su]$/\1/p' | head -1)
echo "division at $offset, code at $code"
llvm-symbolizer --obj=split.wasm $(printf '0x%x' $((offset - code))) | sed 's|/.*/||'

# One in four runs fails.
while node --no-warnings tape.mjs record split.stripped.wasm crash.tape > out.log 2> crash.log; do :; done
grep -o 'RuntimeError: .*' crash.log
node --no-warnings tape.mjs replay split.wasm crash.tape 2> replay.log || true
grep -oE '^RuntimeError: .*|at (split.wasm.)?(share|settle|__original_main|_start) ' replay.log

node --no-warnings breakpoint.mjs split.wasm $offset | sed -n '/^\$/s/=[-0-9]*//gp'
