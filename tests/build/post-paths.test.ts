import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { ownPublication, runIn } from '../helpers/own-publication';
import { post } from '../helpers/publication';
import { slow } from '../helpers/slow';

describe('posts at other addresses', () => {
  let folder: string;
  const read = (path: string) => readFileSync(join(folder, path), 'utf8');
  const has = (path: string) => existsSync(join(folder, path));
  const configure = (options: string) =>
    writeFileSync(
      join(folder, 'site.config.ts'),
      `export const siteConfig = {
  title: 'Rivers', tagline: 'A tagline', description: 'A description.', url: 'https://own.example', language: 'en', copyright: 'Ada',
  ${options}
};
`,
    );
  const build = (env: Record<string, string> = {}, args: string[] = []) => {
    const { status, output } = runIn(folder, 'build', env, args);
    assert.equal(status, 0, output);
  };
  before(async () => {
    folder = await ownPublication((copy) => {
      rmSync(join(copy, 'content'), { recursive: true });
      for (const place of ['posts', 'pages']) mkdirSync(join(copy, 'content', place), { recursive: true });
    });
    writeFileSync(
      join(folder, 'content/posts/mills.md'),
      post({ title: 'Mills', date: '2026-03-05' }, 'See [weirs](weirs.md) and [about](../pages/about.md).'),
    );
    writeFileSync(join(folder, 'content/posts/weirs.md'), post({ title: 'Weirs', date: '2025-12-31' }));
    writeFileSync(
      join(folder, 'content/pages/about.md'),
      '---\ntitle: About\n---\n\nAbout [mills](/posts/mills/).\n',
    );
    configure('');
    build();
  });

  it('do not move without redirects', () => {
    configure("postPath: '/c++/:year/:month/:slug/',");
    const { status, output } = runIn(folder, 'build');
    assert.equal(status, 1);
    assert.match(
      output,
      /2 posts would move, such as \/posts\/mills\/ to \/c\+\+\/2026\/03\/mills\/,[\s\S]*add to site\.config\.ts: formerPostPaths: \['\/posts\/:slug\/'\]\./,
    );
    assert.ok(has('out/posts/mills/index.html'), 'the last site stays');
  });

  it('have all their files there, in a folder with any characters, links to them, and redirects from the old addresses', () => {
    configure("postPath: '/c++/:year/:month/:slug/', formerPostPaths: ['/posts/:slug/'],");
    build();
    for (const file of ['index.html', 'og.png', 'index.md', 'oembed.json'])
      assert.ok(has(`out/c++/2026/03/mills/${file}`), file);
    const page = read('out/c++/2026/03/mills/index.html');
    assert.match(page, /<a href="\/c%2B%2B\/2025\/12\/weirs\/">weirs<\/a>/);
    assert.match(page, /rel="canonical" href="https:\/\/own\.example\/c%2B%2B\/2026\/03\/mills\/"/);
    assert.match(read('out/about/index.html'), /href="\/c%2B%2B\/2026\/03\/mills\/"/);
    assert.match(read('out/index.html'), /href="\/c%2B%2B\/2026\/03\/mills\/"/);
    assert.match(read('out/sitemap.xml'), /own\.example\/c%2B%2B\/2026\/03\/mills\//);
    assert.match(read('out/_redirects'), /^\/posts\/mills\/ +\/c%2B%2B\/2026\/03\/mills\/ +301$/m);
    assert.match(read('out/posts/mills/index.html'), /url=\/c%2B%2B\/2026\/03\/mills\//);
  });

  it('keep their IDs in feeds', () => {
    assert.match(read('out/feed.xml'), /<link>https:\/\/own\.example\/c%2B%2B\/2026\/03\/mills\/<\/link>/);
    assert.match(
      read('out/feed.xml'),
      /<guid isPermaLink="false">https:\/\/own\.example\/posts\/mills\/<\/guid>/,
    );
  });

  it('do not move when a date is corrected, unless an alias redirects', slow, () => {
    const file = join(folder, 'content/posts/mills.md');
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, before.replace('2026-03-05', '2026-04-05'));
    const { status, output } = runIn(folder, 'build');
    assert.equal(status, 1);
    assert.match(
      output,
      /\/c\+\+\/2026\/03\/mills\/ to \/c\+\+\/2026\/04\/mills\/[\s\S]*of mills: aliases: \[\/c\+\+\/2026\/03\/mills\/\]/,
    );
    writeFileSync(
      file,
      before
        .replace('2026-03-05', '2026-04-05')
        .replace('\n---\n\n', '\naliases: [c++/2026/03/mills/]\n---\n\n'),
    );
    build();
    writeFileSync(file, before);
    build({}, ['--yes']);
  });

  it('have different slugs, even with different dates', () => {
    mkdirSync(join(folder, 'content/posts/old'));
    writeFileSync(
      join(folder, 'content/posts/old/mills.md'),
      post({ title: 'Old mills', date: '2020-01-01' }),
    );
    const { status, output } = runIn(folder, 'check');
    rmSync(join(folder, 'content/posts/old'), { recursive: true });
    assert.equal(status, 1);
    assert.match(output, /the slug mills is already used by \S*posts\/mills\.md; expected a unique slug/);
  });

  it('can be next to the pages, if no name is taken', slow, () => {
    configure("postPath: '/:slug/', formerPostPaths: ['/posts/:slug/', '/c++/:year/:month/:slug/'],");
    build();
    assert.ok(has('out/mills/index.html') && has('out/about/index.html'));
    assert.match(read('out/_redirects'), /^\/c\+\+\/2026\/03\/mills\/ +\/mills\/ +301$/m);
    for (const [name, message] of [
      ['about', /the path \/about\/ is already used by/],
      ['tags', /the path \/tags\/ is (?:already used|reserved)/],
    ] as const) {
      writeFileSync(join(folder, `content/posts/${name}.md`), post({ title: name }));
      const { status, output } = runIn(folder, 'check');
      rmSync(join(folder, `content/posts/${name}.md`));
      assert.equal(status, 1);
      assert.match(output, message);
    }
  });

  it('have a configuration of the right type', slow, () => {
    for (const options of [
      "formerPostPaths: '/posts/:slug/',",
      'postPath: true,',
      'license: 5,',
      'redirects: {},',
    ]) {
      configure(options);
      const { status, output } = runIn(folder, 'check');
      assert.equal(status, 1, options);
      assert.match(output, /^site\.config\.ts: \w+: expected/m, options);
      assert.doesNotMatch(output, /^ +at /m);
    }
  });

  it('have a pattern that works', slow, () => {
    for (const [pattern, message] of [
      ['/posts/', 'it does not end with /:slug/'],
      ['/:slug/x/', 'it does not end with /:slug/'],
      ['/:date/:slug/', ':date is unknown'],
      ['/p-:year/:slug/', 'a placeholder is only part of a segment'],
      ['/tags/:slug/', 'Letterpress has other pages in /tags/'],
      ['/a b/:slug/', 'it contains'],
      ['/Tags/:slug/', 'Letterpress has other pages in /Tags/'],
    ] as const) {
      configure(`postPath: '${pattern}',`);
      const { status, output } = runIn(folder, 'check');
      assert.equal(status, 1, pattern);
      assert.ok(
        output.includes('postPath: expected a pattern such as /posts/:slug/') && output.includes(message),
        output,
      );
    }
  });
});
