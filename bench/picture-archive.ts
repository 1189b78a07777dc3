import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { buildSite } from './site';

/**
 * Measures a full build of an archive with many pictures; see `docs/benchmarks.md`. Arguments: a
 * folder of pictures and the number of posts, each with one picture:
 * `npx tsx bench/picture-archive.ts photographs 288`.
 */
const [folder, posts] = process.argv.slice(2);
if (!folder || !posts) throw new Error('expected a folder of pictures and a number of posts');
const work = join(tmpdir(), 'letterpress-bench/picture-archive');
const contentDir = join(work, 'content');
const files = readdirSync(folder).sort();
rmSync(contentDir, { recursive: true, force: true });
for (let at = 0; at < Number(posts); at++) {
  const file = files[at % files.length] ?? '';
  const name = `picture${file.slice(file.lastIndexOf('.'))}`;
  const post = join(contentDir, `posts/post-${at}`);
  mkdirSync(post, { recursive: true });
  writeFileSync(join(post, name), await pictureOf(join(folder, file), Math.floor(at / files.length)));
  writeFileSync(
    join(post, 'index.md'),
    `---\ntitle: Post ${at}\ndate: 2025-01-${String((at % 28) + 1).padStart(2, '0')}\n---\n\n![A picture](${name})\n`,
  );
}
const { seconds, peak } = await buildSite(work, contentDir, join(work, 'out'));
console.log(`${posts} posts: ${seconds.toFixed(1)} s, ${(peak / 1e9).toFixed(2)} GB`);

/** A picture, cropped by a few pixels when it is reused, so that none is encoded twice. */
async function pictureOf(file: string, cut: number): Promise<Buffer> {
  const bytes = readFileSync(file);
  if (cut === 0) return bytes;
  const image = sharp(bytes);
  const { width, height } = await image.metadata();
  return image.extract({ left: cut, top: cut, width: width - cut, height: height - cut }).toBuffer();
}
