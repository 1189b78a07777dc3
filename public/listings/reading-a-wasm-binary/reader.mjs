const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export class Reader {
  constructor(bytes, pos = 0, end = bytes.length) {
    Object.assign(this, { bytes, pos, end });
  }
  fail(what) {
    throw new Error(`${what} (stopped at 0x${this.pos.toString(16)})`);
  }
  byte() {
    if (this.pos >= this.end) this.fail("unexpected end");
    return this.bytes[this.pos++];
  }
  uint(bits = 32) {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      if (byte >= 2 ** (bits - shift)) this.fail(`not a u${bits}`);
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }
  slice(size) {
    if (size > this.end - this.pos) this.fail("unexpected end");
    this.pos += size;
    return new Reader(this.bytes, this.pos - size, this.pos);
  }
  name() {
    const { pos, end } = this.slice(this.uint());
    return utf8.decode(this.bytes.subarray(pos, end));
  }
  list(item) {
    const items = [];
    for (let n = this.uint(); n > 0; n--) items.push(item(this));
    return items;
  }
}
