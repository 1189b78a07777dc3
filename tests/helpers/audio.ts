/** A silent MP3 of the given length: frames of MPEG 1 layer III, mono, 44.1 kHz, 128 kbit/s. */
export function silentMp3(seconds: number): Buffer {
  const samplesPerFrame = 1152;
  const frame = Buffer.alloc(417);
  frame.set([0xff, 0xfb, 0x90, 0xc4]);
  return Buffer.concat(Array.from({ length: Math.ceil((seconds * 44_100) / samplesPerFrame) }, () => frame));
}
