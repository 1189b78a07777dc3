export function u32(bytes, pos) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[pos++];
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return { value, pos };
  }
}

const show = (...bytes) => console.log(u32(bytes, 0).value);
show(0x0e);
show(0xc0, 0x84, 0x3d);
show(0xff, 0xff, 0xff, 0xff, 0x0f);
