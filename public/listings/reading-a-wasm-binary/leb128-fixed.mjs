export function u32(bytes, pos) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[pos++];
    if (!(byte < 2 ** (32 - shift)))
      throw new RangeError("not a u32");
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return { value, pos };
  }
}

function show(...bytes) {
  try {
    console.log(u32(bytes, 0).value);
  } catch (e) {
    console.log(String(e));
  }
}
show(0x0e);
show(0x8e, 0x80, 0x80, 0x80, 0x00); // also 14
show(0xc0, 0x84, 0x3d);
show(0xff, 0xff, 0xff, 0xff, 0x0f);
show(0xff, 0xff, 0xff, 0xff, 0x1f); // a bit too many
show(0xff, 0xff, 0xff, 0xff, 0x8f, 0x00); // a byte too many
show(0xc0, 0x84); // cut short
