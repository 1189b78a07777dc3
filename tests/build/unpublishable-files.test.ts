import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { runScript } from '../helpers/command';
import { link, writeFolder } from '../helpers/content-folders';
import { post } from '../helpers/publication';

describe('npm run check reports what cannot be published', () => {
  /** The references of one post, and the error for each. */
  const references: [reference: string, message: string][] = [
    ['[x](pipe.txt)', 'pipe.txt is a named pipe; expected a file'],
    ['![x](pipe.png)', 'pipe.png is a named pipe; expected a file'],
    ['[x](socket.txt)', 'socket.txt is a socket; expected a file'],
    ['[x](folder.txt)', 'folder.txt is a folder; expected a file'],
    ['[x](loop.txt)', 'loop.txt is a symbolic link that leads back to itself; expected a file'],
    ['[x](endless.zip)', 'endless.zip is a symbolic link to a file outside the folder'],
    ['[x](hidden.txt)', 'hidden.txt is hidden, because a name in its path starts with a dot'],
    ['[x](renamed.txt)', 'renamed.txt has a file type that posts cannot show or link to (.pem)'],
    ['[x](draft.txt)', 'draft.txt is a document, not an attachment'],
    ['<video src="draft.md"></video>', 'draft.md is a document, not an attachment'],
    ['[x](gone.txt)', 'missing file gone.txt; expected a file at gone.txt, relative to this file'],
    ['[x](to-nowhere.txt)', 'missing file to-nowhere.txt'],
    ['[x](large.zip)', 'large.zip is 200 MB; expected at most 100 MB'],
    [
      '[x](page.html)',
      'page.html has a file type that a browser or server may run as part of the site (.html)',
    ],
    ['[x](page.XHTML)', 'may run as part of the site (.xhtml)'],
    ['[x](page.htm.gz)', 'may run as part of the site (.htm)'],
    ['[x](feed.xml)', 'may run as part of the site (.xml)'],
    ['[x](drawing.svgz)', 'may run as part of the site (.svgz)'],
    ['[x](code.js)', 'may run as part of the site (.js)'],
    ['[x](run.php)', 'may run as part of the site (.php)'],
    ['[x](code.py)', 'code.py has a file type that posts cannot show or link to (.py)'],
    ['<audio src="sound"></audio>', 'sound has no file extension'],
    ['[x](a.json.gz)', 'looks like the compressed version of a.json, which servers do not serve'],
    ['[x](a.svg.br)', 'a.svg.br has a file type that posts cannot show or link to (.br)'],
    [`[x](${'n'.repeat(240)}.txt)`, 'has a name of 244 bytes; expected at most 200'],
    ['[x](a%0Ab.txt)', 'a%0Ab.txt has an invalid character in its name'],
    ['[x](a%00.txt)', 'a%00.txt has an invalid character in its name'],
    ['[x](~$x.docx)', '~$x.docx has a name that editors or operating systems use for their own files'],
    ['![x](bomb.svg)', 'bomb.svg: 500,000 elements or more would be drawn, counting each <use>'],
    ['![x](entity.svg)', "not well-formed XML (Named entity isn't defined: &x;"],
    ['![x](encoding.svg)', 'encoding.svg: not text in the encoding UTF-7'],
  ];
  /** Files and folders, and the error for each. */
  const documents: [path: string, message: string][] = [
    ['posts/pipe.md', 'this file is a named pipe; expected a file'],
    ['posts/large.md', 'this file is 60 MB; expected at most 4 MB'],
    ['posts/diary.md', 'this is a symbolic link to a file outside the folder'],
    ['posts/private.md', 'this is hidden, because a name in its path starts with a dot'],
    ['posts/endless.md', 'this is a symbolic link to a file outside the folder'],
    ['posts/root', 'this is a symbolic link to a file outside the folder'],
    ['posts/itself', 'this is a symbolic link to a folder that contains it'],
    ['posts/above', 'this is a symbolic link to a folder that contains it'],
    ['posts/loop.md', 'this is a symbolic link that leads back to itself'],
    ['posts/nowhere.md', 'this file is a broken symbolic link'],
    ['posts/linked-index/index.md', 'this is a symbolic link to a file outside the folder'],
    ['authors/ann.md', 'this is a symbolic link to a file outside the folder'],
    ['series', 'this is a symbolic link to a file outside the folder'],
    [`posts/${'n'.repeat(252)}.md`, 'cannot be part of a URL'],
    // Root can read everything.
    ...(process.getuid?.() === 0
      ? []
      : ([
          ['posts/closed', 'this cannot be read (EACCES); expected a readable file or folder'],
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
    folder = writeFolder({
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
    assert.doesNotMatch(output, /^ {4}at /m, 'no stack trace');
    errors.push(...output.split('\n\n'));
  });

  const assertReported = (path: string, line: number, message: string) => {
    const location = `${basename(folder)}/content/${path}:${line}:`;
    const found = errors.filter((error) => error.includes(location));
    assert.ok(
      found.some((error) => error.includes(message)),
      found.join('\n\n') || `no error at ${location}`,
    );
    assert.equal(found.length, 1, 'reported once');
  };
  for (const [at, [reference, message]] of references.entries())
    it(`in a post: ${reference.slice(0, 60)}`, () => assertReported('posts/post.md', 6 + 2 * at, message));
  for (const [path, message] of documents)
    it(`as a document: ${path.slice(0, 60)}`, () => assertReported(path, 1, message));
  it('and nothing else', () => {
    const paths = errors.flatMap((error) => /^\S*\/content\/(\S+?):\d+:\d+\n/.exec(error)?.[1] ?? []);
    const known = new Set(['posts/post.md', ...documents.map(([path]) => path)]);
    assert.deepEqual(
      paths.filter((path) => !known.has(path)),
      [],
    );
  });
});

describe('a file or folder that cannot be read', () => {
  it('is reported once, and not for each reference to it', async () => {
    const folder = writeFolder({
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
    const paths = [...output.matchAll(/content\/(\S+):\d+:\d+\n/g)].map(([, path]) => path);
    assert.deepEqual(paths, ['authors', 'pages', 'posts/broken.md', 'posts/loop.md'], output);
  });
});
