import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { photoAsAvif, photoAsWebp } from '../lib/images/encode';
import { prepareContestant } from './contestants';
import { type Measurement, measure } from './measure';

/**
 * Measures a full build of an archive with many pictures, compared with Astro; see
 * `docs/benchmarks.md`. Arguments: a folder of pictures, the number of posts, each with one picture,
 * and a working directory if it is not the usual one: `npx tsx bench/picture-archive.ts photographs 300`.
 */
const [folder, posts, work = join(tmpdir(), 'letterpress-bench')] = process.argv.slice(2);
if (!folder || !posts) throw new Error('expected a folder of pictures and a number of posts');
const files = readdirSync(folder).sort();

/** In Letterpress, a picture is part of the text. In Astro, one that becomes AVIF is in the front matter. */
const contents = {
  letterpress: { folder: join(work, 'pictures-letterpress'), fields: '', text: '![A picture](FILE)\n' },
  'astro-full': { folder: join(work, 'pictures-astro'), fields: 'photograph: ./FILE\n', text: 'A picture\n' },
};
for (const { folder: content } of Object.values(contents)) {
  rmSync(content, { recursive: true, force: true });
  for (const name of ['authors', 'series']) mkdirSync(join(content, name), { recursive: true });
  writeFileSync(join(content, 'authors/desk.md'), '---\nname: Desk\norganization: true\n---\n');
}
for (let at = 0; at < Number(posts); at++) {
  const file = files[at % files.length] ?? '';
  const name = `picture${file.slice(file.lastIndexOf('.'))}`;
  const original = join(contents.letterpress.folder, `posts/post-${at}`, name);
  const day = `2025-01-${String((at % 28) + 1).padStart(2, '0')}`;
  for (const { folder: content, fields, text } of Object.values(contents)) {
    const post = join(content, `posts/post-${at}`);
    mkdirSync(post, { recursive: true });
    if (content === contents.letterpress.folder)
      writeFileSync(original, await pictureOf(join(folder, file), Math.floor(at / files.length)));
    else linkSync(original, join(post, name));
    const frontMatter = `title: Post ${at}\ndate: ${day}\nauthors: [desk]\n${fields}`;
    writeFileSync(join(post, 'index.md'), `---\n${frontMatter}---\n\n${text}`.replaceAll('FILE', name));
  }
}

const ours = { avif: photoAsAvif, webp: photoAsWebp };
const letterpress = await build('letterpress', {});
const astro = await build('astro-full', {});
const astroAsOurs = await build('astro-full', { IMAGE_ENCODERS: JSON.stringify(ours) });
console.log(`${posts} posts | × Letterpress | seconds | peak GB`);
for (const [name, { seconds, peak }] of Object.entries({
  Letterpress: letterpress,
  'Astro, its encoder settings': astro,
  'Astro, our encoder settings': astroAsOurs,
}))
  console.log(
    `${name} | ${(seconds / letterpress.seconds).toFixed(2)} | ${seconds.toFixed(1)} | ${(peak / 1e9).toFixed(2)}`,
  );

/** A full build, without anything from earlier builds. */
async function build(name: keyof typeof contents, env: Record<string, string>): Promise<Measurement> {
  const contestant = await prepareContestant(name, work);
  if (!contestant) throw new Error(`${name} is not installed`);
  for (const path of [contestant.outDir, ...contestant.caches])
    rmSync(path, { recursive: true, force: true });
  mkdirSync(join(work, 'logs'), { recursive: true });
  const command = contestant.command(contents[name].folder);
  return measure({ ...command, env: { ...command.env, ...env } }, join(work, 'logs', `pictures-${name}.log`));
}

/** A picture, cropped by a few pixels when it is reused, so that none is encoded twice. */
async function pictureOf(file: string, cut: number): Promise<Buffer> {
  const bytes = readFileSync(file);
  if (cut === 0) return bytes;
  const image = sharp(bytes);
  const { width, height } = await image.metadata();
  return image.extract({ left: cut, top: cut, width: width - cut, height: height - cut }).toBuffer();
}
