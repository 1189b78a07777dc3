import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { runScript } from '../helpers/command';
import { blackSquare } from '../helpers/images';
import { importFixtures } from '../helpers/import-fixtures';
import { writePublication } from '../helpers/publication';

interface Imported {
  code: number | null;
  output: string;
  folder: string;
  report: string;
  read(path: string): string;
}

async function runImport(
  files: Record<string, string | Uint8Array>,
  args: string[] = [],
  source = '',
  env: Record<string, string> = {},
): Promise<Imported> {
  const folder = await writePublication(
    Object.fromEntries(Object.entries(files).map(([path, content]) => [`source/${path}`, content])),
  );
  return runIn(folder, args, source, env);
}

async function runIn(
  folder: string,
  args: string[] = [],
  source = '',
  env: Record<string, string> = {},
): Promise<Imported> {
  const { code, output } = await runScript('import', env, [
    join(folder, 'source', source),
    '--to',
    join(folder, 'content'),
    ...args,
  ]);
  const reportFile = join(folder, 'import-report.md');
  return {
    code,
    output,
    folder,
    report: existsSync(reportFile) ? readFileSync(reportFile, 'utf8') : '',
    read: (path) => readFileSync(join(folder, 'content', path), 'utf8'),
  };
}

describe('npm run import takes', { concurrency: 2 }, () => {
  for (const { name, files, source, expected, todo = [] } of importFixtures)
    it(name, async () => {
      const result = await runImport(files, [], source);
      assert.match(result.output, new RegExp(`^${name.split(':')[0]}: `, 'm'));
      for (const [path, parts] of Object.entries(expected)) {
        const content = result.read(path);
        for (const part of parts)
          if (typeof part === 'string')
            assert.ok(content.includes(part), `${path} lacks\n${part}\n\n${content}`);
          else assert.match(content, part);
      }
      for (const part of todo)
        assert.ok(result.report.includes(part), `the report lacks ${part}\n\n${result.report}`);
      const listed = /^## To do$([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(result.report)?.[1] ?? '';
      assert.deepEqual(
        listed
          .split('\n')
          .filter((line) => line.startsWith('- ') && !todo.some((part) => line.includes(part))),
        [],
        'the report lists more',
      );
      assert.equal(result.code, todo.length > 0 ? 1 : 0, result.output);
      // What was imported can be published.
      const check = await runScript('check', { CONTENT_DIR: join(result.folder, 'content') });
      assert.doesNotMatch(
        check.output.replace(/[^\n]*alternative text[^\n]*/g, ''),
        /cannot be read|not valid YAML|unknown field|not a valid URL|one post per language/,
      );
    });
});

describe('npm run import', () => {
  const source = {
    '_config.yml': 'url: https://old.example\n',
    '_posts/2019-05-01-first.md': '---\ntitle: First\n---\nOne.\n\nTwo.\n\nThree.\n',
    '_posts/2019-05-02-second.md': '---\ntitle: Second\n---\nOne.\n',
  };
  const post = (folder: string) => join(folder, 'content/posts/first.md');

  describe('run again', () => {
    let folder = '';
    const edit = (path: string, from: string, to: string) => {
      const file = join(folder, path);
      writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
    };
    before(async () => {
      ({ folder } = await runImport(source));
    });
    it('changes nothing if nothing has changed', async () => {
      const content = readFileSync(post(folder), 'utf8');
      const { output, code } = await runIn(folder);
      assert.equal(code, 0, output);
      assert.match(output, /: 2 unchanged\./);
      assert.equal(readFileSync(post(folder), 'utf8'), content);
    });
    it('merges what was edited here with what was edited at the source', async () => {
      edit('content/posts/first.md', 'One.', 'One, edited here.');
      edit('source/_posts/2019-05-01-first.md', 'Three.', 'Three, edited there.');
      const { output } = await runIn(folder);
      assert.match(output, /1 merged/);
      assert.match(
        readFileSync(post(folder), 'utf8'),
        /One, edited here\.\n\nTwo\.\n\nThree, edited there\./,
      );
    });
    it('marks and reports what was edited on both sides', async () => {
      edit('content/posts/first.md', 'Two.', 'Two, edited here.');
      edit('source/_posts/2019-05-01-first.md', 'Two.', 'Two, edited there.');
      const { output, code, report } = await runIn(folder);
      assert.equal(code, 1);
      assert.match(output, /1 with conflicts/);
      assert.match(
        readFileSync(post(folder), 'utf8'),
        /<<<<<<< yours\nTwo, edited here\.\n=======\nTwo, edited there\.\n>>>>>>> imported/,
      );
      assert.match(report, /the same lines were changed here and at the source/);
    });
    it('does not bring back what was deleted here', async () => {
      rmSync(join(folder, 'content/posts/second.md'));
      const { report } = await runIn(folder);
      assert.ok(!existsSync(join(folder, 'content/posts/second.md')));
      assert.match(report, /you deleted it after the last import, so it was not restored/);
    });
  });

  it('keeps the name of each post if another of the same name is added', async () => {
    const first = { 'z/a.md': '---\ntitle: Z\ndate: 2019-05-01\n---\nOne.\n' };
    const { folder } = await runImport(first);
    writeFileSync(
      join(folder, 'content/posts/a.md'),
      `${readFileSync(join(folder, 'content/posts/a.md'), 'utf8')}\nMine.\n`,
    );
    mkdirSync(join(folder, 'source/b'));
    writeFileSync(join(folder, 'source/b/a.md'), '---\ntitle: B\ndate: 2020-05-01\n---\nTwo.\n');
    const { read, output } = await runIn(folder);
    assert.match(output, /1 new/);
    assert.match(read('posts/a.md'), /title: Z[\s\S]*One\.\n\nMine\./);
    assert.match(read('posts/a-2020.md'), /title: B/);
  });

  it('finds a post that the owner has put into a folder', async () => {
    const { folder } = await runImport(source);
    mkdirSync(join(folder, 'content/posts/first'));
    renameSync(post(folder), join(folder, 'content/posts/first/index.md'));
    const file = join(folder, 'source/_posts/2019-05-01-first.md');
    writeFileSync(file, readFileSync(file, 'utf8').replace('Three.', 'Three, edited there.'));
    const { read, output } = await runIn(folder);
    assert.match(output, /1 updated/);
    assert.match(read('posts/first/index.md'), /Three, edited there\./);
    assert.ok(!existsSync(post(folder)));
  });

  it('never publishes a draft', async () => {
    const { read, folder } = await runImport({
      'content/posts/secret.md': '---\ntitle: Secret\ndraft: true\n---\nText.\n',
      'content/about.md': '---\ntitle: About\ndraft: true\n---\nText.\n',
      'hugo.toml': '',
    });
    assert.match(read('posts/secret.md'), /^draft: true$/m);
    assert.match(read('posts/about.md'), /^draft: true$/m);
    assert.ok(!existsSync(join(folder, 'content/pages')));
  });

  it('reads no file outside of the source, whatever a template or a link asks for', async () => {
    const { folder, read } = await runImport({
      '_config.yml': '',
      '_posts/2019-05-01-a.md':
        '---\ntitle: A\n---\n{% include "LICENSE" %} {% render "package.json" %}\n\n[x](/../../../etc/passwd) ![y](../../../../../../etc/hostname)\n',
    });
    const text = read('posts/a.md');
    assert.doesNotMatch(text, /MIT License|"name": "letterpress"/);
    assert.ok(!existsSync(join(folder, 'content/posts/a/hostname')));
  });

  it('takes no more than seconds for a text that is made to take long', async () => {
    const spaces = ' '.repeat(20_000);
    const { read } = await runImport({
      '_config.yml': '',
      '_posts/2019-05-01-a.md': `---\ntitle: A\n---\n{{${spaces}\n{% foo${spaces}\n{% for i in (1..20000000) %}{% endfor %}\n`,
      '_posts/2019-05-02-b.md': `---\ntitle: B\n---\n${'{% codeblock %}'.repeat(8000)}`,
      '_posts/2019-05-03-c.md': `---\ntitle: C\n---\n${'> '.repeat(8000)}x`,
      '_posts/2019-05-05-e.md': `---\ntitle: E\nheader: ${'.'.repeat(20_000)}<\n---\n:::youtube\n${spaces}<\n:::\n`,
      'c/2019-05-04-d.md': `---\ntitle: D\ndate: 1e20\n---\n::: tip x${spaces}{\n<sup><a href="#50%">1</a></sup>`,
    });
    assert.match(read('posts/c.md'), /title: C/);
  });

  for (const [name, files, expected] of [
    [
      'a file next to posts in another format',
      { 'a.md': '---\ntitle: A\ndate: 2019-05-01\n---\n', 'b.org': '* B' },
      'b.org:1',
    ],
    [
      'front matter that does not end',
      { 'p/a.md': '---\ntitle: A\n\nText.\n', 'p/b.md': '---\ntitle: B\ndate: 2019-05-01\n---\n' },
      'p/a.md:1',
    ],
    [
      'a date that cannot be read',
      { 'a.md': '---\ntitle: A\ndate: 2020-01-01 10:00:00 EST\n---\n' },
      'not a date that can be read',
    ],
    [
      'an expression of several lines',
      {
        'next.config.js': '',
        'posts/a.mdx': '---\ntitle: A\ndate: 2019-05-01\n---\n{list.map((x) => (\n  <b>{x}</b>\n))}\n',
      },
      'posts/a.mdx:5',
    ],
  ] as const)
    it(`reports ${name}`, async () => {
      const { report, output } = await runImport({ ...files });
      assert.ok(report.includes(expected), `${report}\n${output}`);
    });

  it('does not overwrite a post of the owner', async () => {
    const folder = await writePublication({
      ...Object.fromEntries(Object.entries(source).map(([path, content]) => [`source/${path}`, content])),
      'content/posts/first.md': '---\ntitle: Mine\ndate: 2026-01-02\n---\n',
    });
    const { read } = await runIn(folder);
    assert.match(read('posts/first.md'), /title: Mine/);
    assert.match(read('posts/first-2019.md'), /title: First/);
  });

  it('writes nothing but the report with --dry-run', async () => {
    const { folder, output, report } = await runImport(source, ['--dry-run']);
    assert.match(output, /An import would write: 2 new\./);
    assert.ok(!existsSync(join(folder, 'content')));
    assert.match(report, /^# Import report\n\nJekyll: 2 posts/);
  });

  it('exits with 1 if something was lost, until it is accepted', async () => {
    const files = { 'a.md': '---\ntitle: A\ndate: 2019-05-01\n---\n[[nowhere]]\n' };
    assert.equal((await runImport(files)).code, 1);
    assert.equal((await runImport(files, ['--accept'])).code, 0);
  });

  it('copies each file next to the post that shows it, and keeps links between posts', async () => {
    const { read, folder, code, output } = await runImport({
      '_config.yml': 'url: https://old.example\nbaseurl: /blog\n',
      'images/a b.png': await blackSquare(48),
      '_posts/2019-05-01-first.md':
        '---\ntitle: First\n---\n![A](/blog/images/a%20b.png) [two](https://www.old.example/blog/2019/05/02/second.html#part)\n',
      '_posts/2019-05-02-second.md':
        '---\ntitle: Second\n---\n## Part\n\n[one]({% post_url 2019-05-01-first %})\n',
    });
    assert.equal(code, 0, output);
    assert.match(read('posts/first/index.md'), /!\[A\]\(a%20b\.png\) \[two\]\(\.\.\/second\.md#part\)/);
    assert.match(read('posts/second.md'), /\[one\]\(first\/index\.md\)/);
    assert.ok(existsSync(join(folder, 'content/posts/first/a b.png')));
  });

  it('says that an export is damaged', async () => {
    const files = { 'ghost.json': '{"db":[{"meta":{},"data":{"posts":[{"title":"Cut' };
    const { code, output } = await runImport(files, [], 'ghost.json');
    assert.equal(code, 1);
    assert.match(output, /^ghost\.json is damaged: .*Export the site again/);
  });

  it('reports images that readers would still load from the old site', async () => {
    const { report, read, code } = await runImport({
      '_config.yml': 'url: https://old.example\n',
      '_posts/2019-05-01-a.md':
        '---\ntitle: A\n---\n![A](https://old.example/a.png) ![B](https://other.example/b.png)\n',
    });
    assert.equal(code, 1);
    assert.match(report, /missing file \(1\)\n\n.*a\.png.*readers still load it from old\.example/);
    assert.match(read('posts/a.md'), /!\[A\]\(https:\/\/old\.example\/a\.png\)/);
  });

  describe('keeps the ID that feeds have for a post', () => {
    const guidOf = async (config: string, fields = '', siteUrl = 'https://old.example') => {
      const files = {
        '_config.yml': `url: https://old.example\npermalink: /posts/:title/\n${config}`,
        '_posts/2019-05-01-first.md': `---\ntitle: First\n${fields}---\nText.\n`,
      };
      const { read } = await runImport(files, [], '', { SITE_URL: siteUrl });
      return /^guid: (.*)$/m.exec(read('posts/first.md'))?.[1];
    };
    it('if its address is the same, without a field', async () => {
      assert.equal(await guidOf(''), undefined);
    });
    it('if it had an older address that redirects', async () => {
      assert.equal(await guidOf('', 'redirect_from: /older/\n'), 'https://old.example/posts/first/');
    });
    it('if the site moves to another domain', async () => {
      assert.equal(await guidOf('', '', 'https://new.example'), 'https://old.example/posts/first/');
    });
    it('if a plugin chose something else than the URL', async () => {
      assert.equal(await guidOf('plugins: [jekyll-feed]\n'), 'https://old.example/posts/first');
    });
  });

  for (const [name, args, message] of [
    [
      'a source that does not exist',
      ['/no/such/folder'],
      /\/no\/such\/folder does not exist\. Expected a folder/,
    ],
    ['no source', [], /Missing SOURCE: expected a folder/],
    ['an unknown system', ['.', '--from', 'Blosxom'], /unknown system "Blosxom"; expected one of WordPress,/],
  ] as const)
    it(`refuses ${name} with one sentence`, async () => {
      const { code, output } = await runScript('import', {}, [...args]);
      assert.equal(code, 1);
      assert.match(output, message);
      assert.doesNotMatch(output, /\n\s+at /);
    });
});
