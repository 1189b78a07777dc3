import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, realpathSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { readText } from '../../lib/cache/texts';
import { attachmentTypes } from '../../lib/config/attachment-types';
import { checkSiteConfig } from '../../lib/config/check-site';
import { site } from '../../lib/config/site';
import { makeDocuments } from '../../lib/content/documents';
import { readRecord } from '../../lib/content/entry';
import { type ContentError, ContentErrors } from '../../lib/content/errors';
import { listPublicFiles } from '../../lib/content/public-files';
import { type Publication, readPublication } from '../../lib/content/publication';
import { encodeVariants } from '../../lib/images/encode';
import { mediaOf } from '../../lib/render/list-outputs';
import { runScript } from '../helpers/command';
import { stamp } from '../helpers/images';
import { post } from '../helpers/publication';

/** How many random publications; `RUNS=1000` before a release. */
const runs = Number(process.env.RUNS ?? 20);

const project = process.cwd();
let work: string;
before(async () => {
  work = realpathSync(await mkdtemp(join(tmpdir(), 'letterpress-files-')));
});
after(() => rm(work, { recursive: true, force: true }));

let folders = 0;
/** A new folder for a publication, in `content/`, and what lies beside it. */
function newFolder(files: Record<string, string | Uint8Array>): string {
  const folder = join(work, String(folders++));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** Makes a link, as `ln -s target path` does. */
function link(folder: string, path: string, target: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  symlinkSync(target, join(folder, path));
}

describe('npm run check tells of what cannot be published', () => {
  /** What is said of each reference of one post, and of each other file. */
  const references: [reference: string, says: string][] = [
    ['[x](pipe.txt)', 'pipe.txt is a named pipe; expected a file'],
    ['![x](pipe.png)', 'pipe.png is a named pipe; expected a file'],
    ['[x](socket.txt)', 'socket.txt is a socket; expected a file'],
    ['[x](folder.txt)', 'folder.txt is a folder; expected a file'],
    ['[x](loop.txt)', 'loop.txt is a link that leads back to itself; expected a file'],
    ['[x](endless.zip)', 'endless.zip is a link to something outside of the folder'],
    ['[x](hidden.txt)', 'hidden.txt is hidden, as a name that begins with a dot is in its path'],
    ['[x](renamed.txt)', 'renamed.txt is of a type that posts do not show or offer (.pem)'],
    ['[x](draft.txt)', 'draft.txt is a document, not a file to show or offer'],
    ['<video src="draft.md"></video>', 'draft.md is a document, not a file to show or offer'],
    ['[x](gone.txt)', 'missing file gone.txt; expected a file at gone.txt from here'],
    ['[x](to-nowhere.txt)', 'missing file to-nowhere.txt'],
    ['[x](large.zip)', 'large.zip has 200 MB; expected at most 100 MB'],
    ['[x](page.html)', 'page.html is of a type that can run as part of the site when it is opened (.html)'],
    ['[x](page.XHTML)', 'can run as part of the site when it is opened (.xhtml)'],
    ['[x](page.htm.gz)', 'can run as part of the site when it is opened (.htm)'],
    ['[x](feed.xml)', 'can run as part of the site when it is opened (.xml)'],
    ['[x](drawing.svgz)', 'can run as part of the site when it is opened (.svgz)'],
    ['[x](code.js)', 'can run as part of the site when it is opened (.js)'],
    ['[x](run.php)', 'can run as part of the site when it is opened (.php)'],
    ['[x](code.py)', 'code.py is of a type that posts do not show or offer (.py)'],
    ['<audio src="sound"></audio>', 'sound has no file extension'],
    ['[x](a.json.gz)', 'would be taken for the compressed form of a.json, which servers do not send'],
    ['[x](a.svg.br)', 'a.svg.br is of a type that posts do not show or offer (.br)'],
    [`[x](${'n'.repeat(240)}.txt)`, 'has a name of 244 bytes; expected at most 200'],
    ['[x](a%0Ab.txt)', 'a%0Ab.txt has a character in its name that cannot be written'],
    ['[x](a%00.txt)', 'a%00.txt has a character in its name that cannot be written'],
    ['[x](~$x.docx)', '~$x.docx has a name that editors and systems give to files of their own'],
    ['![x](bomb.svg)', '500,000 elements or more would be drawn, counting each <use>: bomb.svg'],
    ['![x](entity.svg)', "not well-formed XML (Named entity isn't defined: &x;"],
    ['![x](encoding.svg)', 'not text in the encoding UTF-7: encoding.svg'],
  ];
  const documents: [path: string, says: string][] = [
    ['posts/pipe.md', 'this file is a named pipe; expected a file'],
    ['posts/large.md', 'this file has 60 MB; expected at most 4 MB'],
    ['posts/diary.md', 'this is a link to something outside of the folder'],
    ['posts/private.md', 'this is hidden, as a name that begins with a dot is in its path'],
    ['posts/endless.md', 'this is a link to something outside of the folder'],
    ['posts/root', 'this is a link to something outside of the folder'],
    ['posts/itself', 'this is a link to a folder that it is in itself'],
    ['posts/above', 'this is a link to a folder that it is in itself'],
    ['posts/loop.md', 'this is a link that leads back to itself'],
    ['posts/nowhere.md', 'this file is a link that leads nowhere'],
    ['posts/linked-index/index.md', 'this is a link to something outside of the folder'],
    ['authors/ann.md', 'this is a link to something outside of the folder'],
    ['series', 'this is a link to something outside of the folder'],
    [`posts/${'n'.repeat(252)}.md`, 'cannot stand in an address'],
    // Root may read everything.
    ...(process.getuid?.() === 0
      ? []
      : ([
          ['posts/closed', 'this cannot be read (EACCES); expected a file that you may read'],
          ['posts/closed.md', 'this file cannot be read (EACCES)'],
        ] as [string, string][])),
  ];
  const bomb = Array.from(
    { length: 30 },
    (_, at) => `<g id="a${at}"><use href="#a${at + 1}"/><use href="#a${at + 1}"/></g>`,
  );
  const svg = (inside: string) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">${inside}</svg>`;
  const errors: string[] = [];
  const socket = createServer();
  let folder: string;
  after(() => socket.close());

  before(async () => {
    folder = newFolder({
      'content/posts/post.md': post({}, references.map(([reference]) => reference).join('\n\n')),
      ...Object.fromEntries(
        ['page.html', 'page.XHTML', 'feed.xml', 'drawing.svgz', 'code.js', 'run.php', 'code.py', 'sound']
          .concat(
            'a.json.gz',
            'a.svg.br',
            `${'n'.repeat(240)}.txt`,
            'a\nb.txt',
            'large.zip',
            'large.md',
            'key.pem',
          )
          .map((name) => [`content/posts/${name}`, 'x']),
      ),
      'content/posts/bomb.svg': svg(`${bomb.join('')}<g id="a30"/><use href="#a0"/>`),
      'content/posts/entity.svg': `<!DOCTYPE svg [<!ENTITY x SYSTEM "../../secret.txt">]>${svg('<text>&x;</text>')}`,
      'content/posts/encoding.svg': `<?xml version="1.0" encoding="utf-7"?>${svg('')}`,
      'content/posts/folder.txt/x': '',
      'content/posts/draft.md': post({ draft: 'true' }),
      'content/posts/fine/index.md': post({}, '[a link that stays inside](inside.txt)'),
      'content/posts/fine/real.txt': 'x',
      'content/.private/diary.md': post(),
      [`content/posts/${'n'.repeat(252)}.md`]: post(),
      'beside/diary.md': post(),
    });
    const posts = join(folder, 'content/posts');
    truncateSync(join(posts, 'large.zip'), 200_000_000);
    truncateSync(join(posts, 'large.md'), 60_000_000);
    execFileSync('mkfifo', ['pipe.txt', 'pipe.png', 'pipe.md'], { cwd: posts });
    await new Promise<void>((done) => socket.listen(join(posts, 'socket.txt'), done));
    for (const [path, target] of Object.entries({
      'posts/loop.txt': 'loop.txt',
      'posts/loop.md': 'loop.md',
      'posts/endless.zip': '/dev/zero',
      'posts/endless.md': '/dev/zero',
      'posts/hidden.txt': '../.private/diary.md',
      'posts/renamed.txt': 'key.pem',
      'posts/draft.txt': 'draft.md',
      'posts/to-nowhere.txt': 'nowhere.txt',
      'posts/nowhere.md': 'gone.md',
      'posts/diary.md': '../../beside/diary.md',
      'posts/private.md': '../.private/diary.md',
      'posts/root': '/',
      'posts/itself': '.',
      'posts/above': '..',
      'posts/linked-index/index.md': '../../../beside/diary.md',
      'posts/fine/inside.txt': 'real.txt',
      'posts/again': 'fine',
      'authors/ann.md': '../../beside/diary.md',
      series: '../beside',
    }))
      link(join(folder, 'content'), path, target);
    mkdirSync(join(posts, 'closed'));
    writeFileSync(join(posts, 'closed.md'), post());
    chmodSync(join(posts, 'closed'), 0);
    chmodSync(join(posts, 'closed.md'), 0);
    const { code, output } = await runScript('check', { CONTENT_DIR: join(folder, 'content') });
    chmodSync(join(posts, 'closed'), 0o755);
    assert.equal(code, 1, output);
    assert.doesNotMatch(output, /^ {4}at /m, 'a stack is of no use to a user');
    errors.push(...output.split('\n\n'));
  });

  const isReported = (path: string, line: number, says: string) => {
    const place = `${basename(folder)}/content/${path}:${line}:`;
    const found = errors.filter((error) => error.includes(place));
    assert.ok(
      found.some((error) => error.includes(says)),
      found.join('\n\n') || `nothing at ${place}`,
    );
    assert.equal(found.length, 1, 'once');
  };
  for (const [at, [reference, says]] of references.entries())
    it(`in a post: ${reference.slice(0, 60)}`, () => isReported('posts/post.md', 6 + 2 * at, says));
  for (const [path, says] of documents)
    it(`as a document: ${path.slice(0, 60)}`, () => isReported(path, 1, says));
  it('and of nothing else', () => {
    const places = errors.flatMap((error) => /^\S*\/content\/(\S+?):\d+:\d+\n/.exec(error)?.[1] ?? []);
    const known = new Set(['posts/post.md', 'posts/loop.txt', ...documents.map(([path]) => path)]);
    assert.deepEqual(
      places.filter((path) => !known.has(path)),
      [],
    );
  });
});

describe('what cannot be looked into', () => {
  it('is told of once, and not for each name and link that leads there', async () => {
    const folder = newFolder({
      'content/posts/a.md': post(
        { authors: '[ann]', related: '[loop]' },
        '[a](loop.md) [b](/posts/loop/) [c](../authors/ann.md) [d](/authors/ann/) [e](/about/) [f](broken.md)',
      ),
      'content/posts/broken.md': 'Just text.\n',
      'elsewhere/ann.md': '---\nname: Ann\n---\n',
    });
    link(folder, 'content/posts/loop.md', 'loop.md');
    link(folder, 'content/authors', '../elsewhere');
    link(folder, 'content/pages', 'pages');
    const { output } = await runScript('check', { CONTENT_DIR: join(folder, 'content') });
    const places = [...output.matchAll(/content\/(\S+):\d+:\d+\n/g)].map(([, path]) => path);
    assert.deepEqual(places, ['authors', 'pages', 'posts/broken.md', 'posts/loop.md'], output);
  });
});

describe('attachmentTypes of site.config.ts', () => {
  it('takes types that are only kept, and none that runs', () => {
    checkSiteConfig({ ...site, attachmentTypes: ['stl', 'py'] });
    for (const type of ['html', 'js', 'xml', 'php', 'md', '.stl', 'a/b', ''])
      assert.throws(() => checkSiteConfig({ ...site, attachmentTypes: [type] }), /attachmentTypes: expected/);
  });
});

describe('docs/writing.md', () => {
  it('lists the types that posts may offer', async () => {
    const [, list = ''] =
      /may offer these types: (.*?)\. Others/.exec(await readFile('docs/writing.md', 'utf8')) ?? [];
    assert.deepEqual(list.match(/\w+/g), [...attachmentTypes].sort());
  });
});

describe('the facts of a post', () => {
  const factsOf = async (content: string) => {
    const { publication, reports } = await read(newFolder({ 'content/posts/a.md': content }));
    assert.deepEqual(reports, []);
    const [document] = makeDocuments(publication?.entries ?? [], []);
    assert.ok(document?.type === 'Post');
    return document;
  };

  it('have the address that its call to action leads to, however it is written', async () => {
    for (const href of ['/posts/a/', '/posts/a.md', '/old/cafe\u0301/']) {
      const { cta } = await factsOf(
        post({ aliases: '[/old/caf\u00e9/]', cta: `{heading: H, text: T, label: L, href: ${href}}` }),
      );
      assert.deepEqual(cta, { heading: 'H', text: 'T', label: 'L', href: '/posts/a/' });
    }
  });

  it('have an update of the day of the date not before the date', async () => {
    const { updated, updatedDay } = await factsOf(
      post({ date: '2026-01-02T09:00:00+01:00', updated: '2026-01-02' }),
    );
    assert.deepEqual([updated, updatedDay], ['2026-01-02T08:00:00.000Z', '2026-01-02']);
  });
});

describe('public/', () => {
  const list = (files: Record<string, string>, links: Record<string, string> = {}) => {
    const folder = newFolder({ 'secret.txt': 'CANARY', ...files });
    for (const [path, target] of Object.entries(links)) link(folder, path, target);
    const { paths, errors } = listPublicFiles(join(folder, 'public'));
    return {
      paths,
      told: errors.map(({ file, message }) => `${relative(join(folder, 'public'), file)}: ${message}`),
      folder,
    };
  };

  it('is sent as it is, but for what is hidden', () => {
    const { paths, told } = list({
      'public/icon.png': '',
      'public/tool/index.html': '<script>1</script>',
      'public/.env': 'CANARY',
      'public/.git/config': 'CANARY',
      'public/.DS_Store': 'CANARY',
      'public/tool/.htpasswd': 'CANARY',
      'public/.well-known/security.txt': '',
      'public/.well-known/.env': 'CANARY',
      'public/tool/.well-known/x': 'CANARY',
      'public/notes.txt~': 'CANARY',
      'public/#notes.txt#': 'CANARY',
      'public/~$budget.xlsx': 'CANARY',
      'public/Thumbs.db': 'CANARY',
    });
    assert.deepEqual(paths, ['/.well-known/security.txt', '/icon.png', '/tool/index.html']);
    assert.deepEqual(told, []);
  });

  it('may link to what is in .well-known/, and to nothing else that is hidden', () => {
    const { paths, told } = list(
      { 'public/.well-known/security.txt': '', 'public/.git/config': 'CANARY' },
      {
        'public/security.txt': '.well-known/security.txt',
        'public/.well-known/contact.txt': 'security.txt',
        'public/config.txt': '.git/config',
      },
    );
    assert.deepEqual(paths, ['/.well-known/contact.txt', '/.well-known/security.txt', '/security.txt']);
    assert.match(told.join(), /^config\.txt: this file is hidden/);
  });

  it('holds no two files whose names look the same, and is warned of names that Windows does not take', () => {
    const folder = newFolder({
      'public/caf\u00e9.txt': '',
      'public/cafe\u0301.txt': '',
      'public/tool/aux.js': '',
    });
    const { errors, warnings } = listPublicFiles(join(folder, 'public'));
    assert.deepEqual(
      errors.map(({ message }) => message.split(':')[0]),
      ['this file has the same name as another'],
    );
    assert.deepEqual(
      warnings.map(({ message }) => message),
      [
        'Windows cannot check out this file: "aux" is a reserved name; expected a name that works on every system',
      ],
    );
  });

  it('may hold links to its own files, and no others', () => {
    const { paths, told } = list(
      { 'public/real.txt': '', 'public/.env': 'CANARY', 'public/folder/x': '' },
      {
        'public/link.txt': 'real.txt',
        'public/out.txt': '../secret.txt',
        'public/out': '/',
        'public/zero.bin': '/dev/zero',
        'public/hidden.txt': '.env',
        'public/again': 'folder',
        'public/itself': '.',
        'public/loop': 'loop',
        'public/nowhere': 'gone',
      },
    );
    assert.deepEqual(paths, ['/folder/x', '/link.txt', '/real.txt']);
    assert.deepEqual(told.map((text) => text.split(';')[0]).sort(), [
      'again: this file is a folder',
      'hidden.txt: this file is hidden, as a name that begins with a dot is in its path',
      'itself: this file is a folder',
      'loop: this file is a link that leads back to itself',
      'nowhere: this file is a link that leads nowhere',
      'out.txt: this file is a link to something outside of the folder',
      'out: this file is a link to something outside of the folder',
      'zero.bin: this file is a link to something outside of the folder',
    ]);
  });

  it('may be a link itself, or not be there', () => {
    const folder = newFolder({ 'elsewhere/icon.png': '' });
    link(folder, 'public', 'elsewhere');
    assert.deepEqual(listPublicFiles(join(folder, 'public')).paths, ['/icon.png']);
    assert.deepEqual(listPublicFiles(join(folder, 'none')), { paths: [], errors: [], warnings: [] });
  });

  it('holds no file that servers would not send, and no pipe', () => {
    const { folder } = list({
      'public/data.json.gz': '',
      'public/data.csv.gz': '',
      [`public/${'n'.repeat(210)}`]: '',
    });
    execFileSync('mkfifo', ['pipe'], { cwd: join(folder, 'public') });
    const { paths, errors } = listPublicFiles(join(folder, 'public'));
    assert.deepEqual(paths, ['/data.csv.gz']);
    assert.match(
      errors.map(({ message }) => message).join(),
      /compressed form of data\.json.*210 bytes.*named pipe/s,
    );
  });

  it('holds no file in the place of one of the site', async () => {
    const folder = newFolder({
      'content/posts/a.md': post(),
      'public/feed.xml': '',
      'public/posts/a/index.html': '',
      'public/fine.html': '',
    });
    const { reports } = await read(folder);
    assert.deepEqual(
      reports.map(({ message }) => message.split(';')[0]),
      [
        'this file stands where the site has its own /feed.xml',
        'this file stands where the site has its own /posts/a/index.html',
      ],
    );
  });
});

/** Reads a publication in this process, with its work apart from that of the project. */
async function read(folder: string): Promise<{ publication?: Publication; reports: ContentError[] }> {
  process.chdir(work);
  try {
    const publication = await readPublication({
      contentDir: join(folder, 'content'),
      publicDir: join(folder, 'public'),
      locale: { language: 'en' },
      buildTime: Date.parse('2026-11-23'),
      preview: false,
      imageCode: '',
      code: 'test',
      readElsewhere: ({ file, shown, bytes, locale }) => readRecord(file, shown, bytes, locale),
      onProgress: () => {},
    });
    return { publication, reports: publication.warnings };
  } catch (error) {
    if (error instanceof ContentErrors) return { reports: error.errors };
    throw error;
  } finally {
    process.chdir(project);
  }
}

/** Stands in every file that must not be published. */
const canary = 'CANARY-7f3a';

/** Everything that is sent of a publication besides pages made of its posts' own words. */
async function sentBytes(
  { entries, publicFiles }: Publication,
  folder: string,
): Promise<Map<string, Buffer>> {
  process.chdir(work);
  try {
    const sent = new Map<string, Buffer>();
    for (const { path, from, renditions } of mediaOf(entries).values()) {
      const inside = relative(join(folder, 'content'), realpathSync(from));
      assert.doesNotMatch(inside, /(^|\/)\.|^\//, `${path} is made of ${inside}`);
      const bytes = await readFile(from);
      if (!renditions) sent.set(path, bytes);
      else
        for (const [{ address }, image] of await encodeVariants(bytes, renditions))
          sent.set(address, Buffer.from(image));
    }
    for (const path of publicFiles) sent.set(path, await readFile(join(folder, 'public', path)));
    for (const { path, text } of entries) sent.set(path, Buffer.from(readText(text.html)));
    return sent;
  } finally {
    process.chdir(project);
  }
}

/** How a post may refer to a file. */
const forms: Record<string, (target: string) => string> = {
  link: (target) => `[x](<${target}>)`,
  'link with more': (target) => `[x](<${target}?a=b#c> "title")`,
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
const fair = fc.constantFrom(
  '[x](fine.txt)',
  '![x](fine.png)',
  '[x](inner.txt)',
  '![x](outside.svg)',
  '`../../secret.txt`',
);

/** Links from the publication to what lies beside it. */
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
  fair: fc.array(fair, { maxLength: 3 }),
  image: fc.option(
    fc.record({ target: fc.constantFrom(...hostileTargets), extension: fc.constantFrom('png', 'svg') }),
  ),
  links: fc.subarray(Object.keys(hostileLinks)),
});

describe('a file that is not to be published', () => {
  it(`reaches nobody, by no way, and each way is told of, in ${runs} random publications`, async () => {
    const picture = await stamp(8);
    const drawing = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"><title>TITLE</title><image href="../../secret.png" width="9" height="9"/><use xlink:href="../../secret.svg#a"/><style>@import "../../secret.txt";rect{fill:url(../../secret.svg#a)}</style><rect width="9" height="9"/></svg>`;
    const secretOf = (extension: string) =>
      extension === 'png'
        ? Buffer.concat([picture, Buffer.from(canary)])
        : extension === 'svg'
          ? drawing.replace('TITLE', canary)
          : canary;
    const extensions = ['txt', 'png', 'svg', 'json', 'mp4', 'zip'];
    await fc.assert(
      fc.asyncProperty(publications, async ({ references, fair, image, links }) => {
        const secrets = (prefix: string) =>
          Object.fromEntries(extensions.map((extension) => [`${prefix}.${extension}`, secretOf(extension)]));
        const folder = newFolder({
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
        const ways = references.map(({ form, target, extension }) => {
          const path = pathOf(target, extension);
          return {
            what: `${form} to ${path}`,
            text: forms[form]?.(path).replaceAll('[d]', `[d${path.length}${form.length}]`) ?? '',
          };
        });
        // Each way in a post of its own, so that what is told of can be told apart.
        const posts = ways.map(({ text }, at) => ({
          path: `content/posts/way-${at}.md`,
          content: post({}, `${text}\n\n${fair.join('\n\n')}`),
        }));
        if (image)
          posts.push({
            path: 'content/posts/way-image.md',
            content: post({ image: JSON.stringify(pathOf(image.target, image.extension)), imageAlt: 'x' }),
          });
        for (const { path, content } of posts) writeFileSync(join(folder, path), content);

        const told = new Set<string>();
        const hear = (reports: ContentError[]) => {
          for (const { file } of reports) told.add(relative(folder, resolve(work, file)));
        };
        const first = await read(folder);
        hear(first.reports);
        assert.equal(first.publication, undefined, 'links to folders outside are always told of');
        // What is told of as an error is taken away, so that the rest is published.
        for (const path of told) await rm(join(folder, path), { recursive: true, force: true });
        const second = await read(folder);
        hear(second.reports);
        assert.ok(second.publication, JSON.stringify(second.reports));
        for (const [at, { what }] of ways.entries())
          assert.ok(told.has(`content/posts/way-${at}.md`), `nothing is said of a ${what}`);
        if (image)
          assert.ok(told.has('content/posts/way-image.md'), `nothing is said of the image ${image.target}`);
        for (const path of links)
          assert.ok(told.has(path), `nothing is said of ${path} -> ${hostileLinks[path]}; ${[...told]}`);
        for (const [path, bytes] of await sentBytes(second.publication, folder))
          assert.ok(!bytes.includes(canary), `${path} holds the secret`);
        await rm(folder, { recursive: true, force: true });
      }),
      { numRuns: runs },
    );
  });
});
