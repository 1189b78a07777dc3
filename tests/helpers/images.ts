import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

/** Deterministic pixels that resemble a landscape, with enough detail for a realistic file size. */
function landscape(width: number, height: number): Buffer {
  const pixels = Buffer.alloc(width * height * 3);
  let seed = 1;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      seed = (seed * 1103515245 + 12345) & 0x7fffffff;
      const grain = (seed >> 16) & 15;
      const hill = y > height * (0.6 + 0.1 * Math.sin((x / width) * 9));
      const at = (y * width + x) * 3;
      pixels[at] = (hill ? 60 : 90 + (120 * y) / height) + grain;
      pixels[at + 1] = (hill ? 90 + 30 * Math.sin(x / 90) : 130 + (60 * y) / height) + grain;
      pixels[at + 2] = (hill ? 50 : 210 - (40 * y) / height) + grain;
    }
  return pixels;
}

const raw = (width: number, height: number) =>
  sharp(landscape(width, height), { raw: { width, height, channels: 3 } });

/** A JPEG with GPS data, as from a camera. */
export async function photograph(width: number, height: number): Promise<Buffer> {
  return raw(width, height)
    .withExif({
      IFD0: { Make: 'A camera' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '46/1 57/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '7/1 26/1 0/1',
      },
    })
    .jpeg({ quality: 90 })
    .toBuffer();
}

/** A JPEG in portrait orientation whose pixels must be rotated. */
export async function rotatedPhotograph(width: number, height: number): Promise<Buffer> {
  return raw(height, width).withMetadata({ orientation: 6 }).jpeg().toBuffer();
}

/** A GIF of three frames. */
export async function animation(width: number, height: number): Promise<Buffer> {
  const frames = [0, 90, 180].map((value) => Buffer.alloc(width * height * 3, value));
  return sharp(Buffer.concat(frames), {
    raw: { width, height: height * frames.length, channels: 3, pageHeight: height },
  })
    .gif({ delay: [200, 200, 200], loop: 0 })
    .toBuffer();
}

/** A PNG of a black square on a transparent background. */
export async function blackSquare(size: number): Promise<Buffer> {
  return sharp({ create: { width: size / 2, height: size / 2, channels: 4, background: '#000' } })
    .extend({ top: size / 4, bottom: size / 4, left: size / 4, right: size / 4, background: '#0000' })
    .png()
    .toBuffer();
}

/** A PNG whose header claims this size, with almost no data. */
export function truncatedPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(9)))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const content = Buffer.concat([Buffer.from(type), data]);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(content));
  return Buffer.concat([length, content, check]);
}
