import { brotliDecompressSync } from 'node:zlib';

/** The numbers by which the table directory of WOFF2 names three of its tables. */
const knownTables = { cmap: 0, glyf: 10, loca: 11 };
/** The number of a table that is named by its tag instead. */
const namedByTag = 63;
/** The size of the header, in bytes. */
const headerSize = 48;

/**
 * Reads which characters a font has a glyph for.
 *
 * @param font the content of a WOFF2 file with one font
 */
export function charactersIn(font: Buffer): Set<number> {
  return readCmap(findCmap(font));
}

/** Finds the table of characters; see https://www.w3.org/TR/WOFF2/. */
function findCmap(font: Buffer): Buffer {
  if (font.toString('latin1', 0, 4) !== 'wOF2') throw new Error('a font is not in WOFF2');
  let at = headerSize;
  const readNumber = () => {
    let value = 0;
    let byte: number;
    do {
      byte = font.readUInt8(at++);
      value = value * 128 + (byte & 0x7f);
    } while (byte & 0x80);
    return value;
  };
  let offset = 0;
  let cmap: { start: number; length: number } | undefined;
  const tables = font.readUInt16BE(12);
  for (let table = 0; table < tables; table++) {
    const flags = font.readUInt8(at++);
    const name = flags & 0x3f;
    if (name === namedByTag) at += 4;
    let length = readNumber();
    // These two are transformed unless their version is 3, others unless it is 0.
    const plain = name === knownTables.glyf || name === knownTables.loca ? 3 : 0;
    if (flags >> 6 !== plain) length = readNumber();
    if (name === knownTables.cmap) cmap = { start: offset, length };
    offset += length;
  }
  if (!cmap) throw new Error('a font has no table of characters');
  const compressed = font.readUInt32BE(20);
  const all = brotliDecompressSync(font.subarray(at, at + compressed));
  return all.subarray(cmap.start, cmap.start + cmap.length);
}

/** Reads its subtables in the two formats that fonts with Unicode use. */
function readCmap(cmap: Buffer): Set<number> {
  const found = new Set<number>();
  const subtables = cmap.readUInt16BE(2);
  for (let entry = 0; entry < subtables; entry++) {
    const table = cmap.subarray(cmap.readUInt32BE(4 + entry * 8 + 4));
    const format = table.readUInt16BE(0);
    if (format === 4) readSegments(table, found);
    else if (format === 12) readGroups(table, found);
  }
  return found;
}

/** Format 4: code points up to U+FFFF. */
function readSegments(table: Buffer, found: Set<number>) {
  const bytes = table.readUInt16BE(6);
  const [ends, starts, deltas, offsets] = [14, 16 + bytes, 16 + 2 * bytes, 16 + 3 * bytes];
  for (let at = 0; at < bytes; at += 2) {
    const [start, end] = [table.readUInt16BE(starts + at), table.readUInt16BE(ends + at)];
    const delta = table.readUInt16BE(deltas + at);
    const offset = table.readUInt16BE(offsets + at);
    for (let letter = start; letter <= end && letter < 0xffff; letter++) {
      const glyph =
        offset === 0 ? letter + delta : table.readUInt16BE(offsets + at + offset + 2 * (letter - start));
      if ((glyph & 0xffff) !== 0) found.add(letter);
    }
  }
}

/** Format 12: all code points. */
function readGroups(table: Buffer, found: Set<number>) {
  const groups = table.readUInt32BE(12);
  for (let at = 16; at < 16 + groups * 12; at += 12) {
    const [start, end] = [table.readUInt32BE(at), table.readUInt32BE(at + 4)];
    for (let letter = start; letter <= end; letter++)
      if (table.readUInt32BE(at + 8) + letter - start !== 0) found.add(letter);
  }
}
