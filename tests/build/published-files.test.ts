import assert from 'node:assert/strict';
import { realpathSync, writeFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readText } from '../../lib/cache/texts';
import type { ContentError } from '../../lib/content/errors';
import type { Publication } from '../../lib/content/publication';
import { encodeVariants } from '../../lib/images/encode';
import { mediaOf } from '../../lib/render/media';
import { inTemporary, link, readFolder, temporary, writeFolder } from '../helpers/content-folders';
import { blackSquare } from '../helpers/images';
import { post } from '../helpers/publication';

/** The number of random publications. Use `RUNS=1000` before a release. */
const runs = Number(process.env.RUNS ?? 20);

/** A string in every file that must not be published. */
const canary = 'CANARY-7f3a';

/** Everything that is published: media, the files in `public/`, and the text of each document. */
function publishedBytes({ entries, publicFiles }: Publication, folder: string): Promise<Map<string, Buffer>> {
  return inTemporary(async () => {
    const published = new Map<string, Buffer>();
    for (const { path, from, variants } of mediaOf(entries).values()) {
      const inside = relative(join(folder, 'content'), realpathSync(from));
      assert.doesNotMatch(inside, /(^|\/)\.|^\//, `${path} is made from ${inside}`);
      const bytes = await readFile(from);
      if (!variants) published.set(path, bytes);
      else
        for (const [{ address }, image] of await encodeVariants(bytes, variants))
          published.set(address, Buffer.from(image));
    }
    for (const path of publicFiles) published.set(path, await readFile(join(folder, 'public', path)));
    for (const { path, text } of entries) published.set(path, Buffer.from(readText(text.html)));
    return published;
  });
}

/** Ways in which a post may refer to a file. */
const forms: Record<string, (target: string) => string> = {
  link: (target) => `[x](<${target}>)`,
  'link with a query, a fragment and a title': (target) => `[x](<${target}?a=b#c> "title")`,
  image: (target) => `![x](<${target}>)`,
  definition: (target) => `[x][d]\n\n[d]: <${target}>`,
  'image by definition': (target) => `![x][d]\n\n[d]: <${target}>`,
  'HTML link': (target) => `<a href="${target}">x</a>`,
  'HTML image': (target) => `<img alt="" src='${target}'>`,
  srcset: (target) => `<img alt="" src="fine.png" srcset="${target} 2x">`,
  video: (target) => `<video src="${target}"></video>`,
  poster: (target) => `<video src="fine.mp4" poster="${target}"></video>`,
  audio: (target) => `<audio controls src="${target}"></audio>`,
  source: (target) => `<video src="fine.mp4"><source src="${target}"></video>`,
  'source of a picture': (target) =>
    `<picture><source srcset="${target}"><img alt="" src="fine.png"></picture>`,
  track: (target) => `<video src="fine.mp4"><track src="${target}"></video>`,
  object: (target) => `<object data="${target}"></object>`,
  embed: (target) => `<embed src="${target}">`,
  frame: (target) => `<iframe src="${target}"></iframe>`,
  script: (target) => `<script src="${target}"></script>`,
  'drawing in HTML': (target) => `<svg><image href="${target}"/></svg>`,
  directive: (target) => `::video[x]{src="${target}"}`,
  'poster of a directive': (target) => `::video[x]{src="fine.mp4" poster="${target}"}`,
  figure: (target) => `:::figure\n![x](<${target}>)\n\nCaption\n:::`,
};

/** Paths from `content/posts/` to a file that must not be published; `ROOT` is the folder above `content/`. */
const hostileTargets = [
  '../../secret.EXT',
  './../../secret.EXT',
  '../posts/../../secret.EXT',
  '%2e%2e/%2e%2e/secret.EXT',
  '.%2E/../secret.EXT',
  '..%2f..%2fsecret.EXT',
  '..%5c..%5csecret.EXT',
  '%2e%2e%2f%2e%2e%2fsecret.EXT',
  '../../../../../../../../../../..ROOT/secret.EXT',
  'ROOT/secret.EXT',
  '/../../secret.EXT',
  'file://ROOT/secret.EXT',
  '../.env',
  '../.env.EXT',
  '../.git/config',
  '../.git/config.EXT',
  './.hidden.EXT',
  '%2ehidden.EXT',
  'link.EXT',
  'chain.EXT',
  'to-hidden.EXT',
  'away/secret.EXT',
  'away/../secret.EXT',
  'whole/ROOT/secret.EXT',
];

const reference = fc.record({
  form: fc.constantFrom(...Object.keys(forms)),
  target: fc.constantFrom(...hostileTargets),
  extension: fc.constantFrom('txt', 'png', 'svg', 'json', 'mp4', 'zip'),
});
const harmless = fc.constantFrom(
  '[x](fine.txt)',
  '![x](fine.png)',
  '[x](inner.txt)',
  '![x](outside.svg)',
  '`../../secret.txt`',
);

/** Symbolic links from the publication to files outside it. */
const hostileLinks: Record<string, string> = {
  'content/posts/diary.md': '../../diary.md',
  'content/posts/hidden.md': '../.git/diary.md',
  'content/authors/ann.md': '../../diary.md',
  'content/pages/about.md': '../../diary.md',
  'content/posts/folder': '../../journal',
  'content/series': '../journal',
  'public/secret.txt': '../secret.txt',
  'public/folder': '..',
};

const publications = fc.record({
  references: fc.array(reference, { minLength: 1, maxLength: 6 }),
  harmless: fc.array(harmless, { maxLength: 3 }),
  image: fc.option(
    fc.record({ target: fc.constantFrom(...hostileTargets), extension: fc.constantFrom('png', 'svg') }),
  ),
  links: fc.subarray(Object.keys(hostileLinks)),
});

describe('a file that must not be published', () => {
  it(`is nowhere in the site, and each reference to it is reported, in ${runs} random publications`, async () => {
    const picture = await blackSquare(8);
    const drawing = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"><title>TITLE</title><image href="../../secret.png" width="9" height="9"/><use xlink:href="../../secret.svg#a"/><style>@import "../../secret.txt";rect{fill:url(../../secret.svg#a)}</style><rect width="9" height="9"/></svg>`;
    const secretOf = (extension: string) =>
      extension === 'png'
        ? Buffer.concat([picture, Buffer.from(canary)])
        : extension === 'svg'
          ? drawing.replace('TITLE', canary)
          : canary;
    const extensions = ['txt', 'png', 'svg', 'json', 'mp4', 'zip'];
    await fc.assert(
      fc.asyncProperty(publications, async ({ references, harmless, image, links }) => {
        const secrets = (prefix: string) =>
          Object.fromEntries(extensions.map((extension) => [`${prefix}.${extension}`, secretOf(extension)]));
        const folder = writeFolder({
          ...secrets('secret'),
          ...secrets('content/.env'),
          ...secrets('content/.git/config'),
          ...secrets('content/posts/.hidden'),
          'content/.env': canary,
          'content/.git/config': canary,
          'content/.git/diary.md': post({ title: canary }),
          'diary.md': post({ title: canary }),
          'journal/index.md': post({ title: canary }, canary),
          'public/.env': canary,
          'public/.git/config': canary,
          'public/fine.txt': 'fine',
          'content/posts/fine.txt': 'fine',
          'content/posts/fine.png': picture,
          'content/posts/fine.mp4': 'fine',
          'content/posts/outside.svg': drawing.replace('TITLE', 'fine'),
        });
        link(folder, 'content/posts/inner.txt', 'fine.txt');
        link(folder, 'content/posts/away', '../..');
        link(folder, 'content/posts/whole', '/');
        for (const extension of extensions) {
          link(folder, `content/posts/link.${extension}`, `../../secret.${extension}`);
          link(folder, `content/posts/chain.${extension}`, `link.${extension}`);
          link(folder, `content/posts/to-hidden.${extension}`, `.hidden.${extension}`);
        }
        for (const path of links) link(folder, path, hostileLinks[path] ?? '');
        const pathOf = (target: string, extension: string) =>
          target.replace('EXT', extension).replace('whole/ROOT', `whole${folder}`).replace('ROOT', folder);
        const hostile = references.map(({ form, target, extension }) => {
          const path = pathOf(target, extension);
          return {
            name: `${form} to ${path}`,
            text: forms[form]?.(path).replaceAll('[d]', `[d${path.length}${form.length}]`) ?? '',
          };
        });
        // Each reference is in a post of its own, because reports are matched by file.
        const posts = hostile.map(({ text }, at) => ({
          path: `content/posts/reference-${at}.md`,
          content: post({}, `${text}\n\n${harmless.join('\n\n')}`),
        }));
        if (image)
          posts.push({
            path: 'content/posts/reference-image.md',
            content: post({ image: JSON.stringify(pathOf(image.target, image.extension)), imageAlt: 'x' }),
          });
        for (const { path, content } of posts) writeFileSync(join(folder, path), content);

        const reported = new Set<string>();
        const addReports = (reports: ContentError[]) => {
          for (const { file } of reports) reported.add(relative(folder, resolve(temporary, file)));
        };
        const first = await readFolder(folder);
        addReports(first.reports);
        assert.equal(first.publication, undefined, 'links to folders outside are always errors');
        // Without the files that have errors, the rest is published.
        for (const path of reported) await rm(join(folder, path), { recursive: true, force: true });
        const second = await readFolder(folder);
        addReports(second.reports);
        assert.ok(second.publication, JSON.stringify(second.reports));
        for (const [at, { name }] of hostile.entries())
          assert.ok(reported.has(`content/posts/reference-${at}.md`), `not reported: ${name}`);
        if (image)
          assert.ok(
            reported.has('content/posts/reference-image.md'),
            `not reported: the image ${image.target}`,
          );
        for (const path of links)
          assert.ok(reported.has(path), `not reported: ${path} -> ${hostileLinks[path]}; ${[...reported]}`);
        for (const [path, bytes] of await publishedBytes(second.publication, folder))
          assert.ok(!bytes.includes(canary), `${path} contains the secret`);
        await rm(folder, { recursive: true, force: true });
      }),
      { numRuns: runs },
    );
  });
});
