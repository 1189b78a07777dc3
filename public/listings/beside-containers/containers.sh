# After run.sh, as root. Debian: umoci, runc, crun, hyperfine. Builds an image by hand and measures starts.
set -e
# A crun of this age refuses a system with both versions of control groups. Then it gets a view of one.
crun='crun run --bundle bundle b'
if [ -d /sys/fs/cgroup/unified ]; then
  printf 'exec unshare -m sh -c "umount /sys/fs/cgroup/unified && exec crun run --bundle bundle b"\n' > crun.sh
  crun='sh crun.sh'
fi
umoci init --layout image
umoci new --image image:hello
umoci config --image image:hello --config.entrypoint /hello
umoci unpack --image image:hello bundle
cp hello.musl bundle/rootfs/hello
umoci repack --image image:hello bundle
sed -i 's|"terminal": true|"terminal": false|' bundle/config.json
hyperfine -N --warmup 5 ./hello.musl 'unshare -m -p -f -n -i -u ./hello.musl' \
  'runc run --bundle bundle a' "$crun" 'node --no-warnings wasi.mjs'
