import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { workDirOf } from '../../scripts/publication.js';
import { digestsOf } from '../helpers/digests';
import { blackSquare } from '../helpers/images';
import { buildIn, ownPublication } from '../helpers/own-publication';
import { post } from '../helpers/publication';
import { slow } from '../helpers/slow';

const env = { SITE_URL: 'https://example.org', BUILD_TIME: '2026-11-23T00:00:00Z' };

describe('A publication with wikilinks', () => {
  let folder: string;
  const out = () => join(folder, 'out');
  const read = (path: string) => readFileSync(join(out(), path), 'utf8');

  it('shows the titles of the documents that they lead to, wherever the text is shown', async () => {
    const square = await blackSquare(600);
    folder = await ownPublication((copy) => {
      const path = (name: string) => join(copy, name);
      rmSync(path('content'), { recursive: true });
      for (const name of ['posts', 'pages', 'attachments'])
        mkdirSync(path(`content/${name}`), { recursive: true });
      const config = readFileSync(path('site.config.ts'), 'utf8')
        .replace(/frontPage: \{[^}]*\},/, '')
        .replace(/.*href: '\/about\/'.*\n/, '')
        .replace(/defaultAuthors: .*/, 'defaultAuthors: [], markdown: { wikilinks: true },');
      writeFileSync(path('site.config.ts'), config);
      writeFileSync(path('content/attachments/mill.png'), square);
      writeFileSync(path('content/posts/weir.md'), post({ title: 'The weir' }, 'The weir holds the water.'));
      writeFileSync(path('content/pages/about.md'), '---\ntitle: About us\n---\n\nText.\n');
      writeFileSync(
        path('content/posts/mill.md'),
        post(
          { title: 'Mills' },
          'See [[Weir]], [[about]] and [[weir|this]].\n\n![[mill.png|A mill]]\n\n`[[weir]]`',
        ),
      );
    });
    buildIn(folder, env);
    const page = read('posts/mill/index.html');
    assert.match(
      page,
      /See <a href="\/posts\/weir\/">The weir<\/a>, <a href="\/about\/">About us<\/a> and <a href="\/posts\/weir\/">this<\/a>\./,
    );
    assert.match(page, /<img[^>]*src="\/media\/[^"]*\/mill[^"]*"[^>]* alt="A mill"/);
    assert.match(page, /<code>\[\[weir\]\]<\/code>/);
    assert.match(page, /<meta name="description" content="See The weir, About us and this\./);
    assert.match(read('feed.xml'), /See <a href="https:\/\/example\.org\/posts\/weir\/">The weir<\/a>/);
    const markdown = read('posts/mill/index.md');
    assert.match(
      markdown,
      /See \[The weir\]\(https:\/\/example\.org\/posts\/weir\/\), \[About us\]\(https:\/\/example\.org\/about\/\)/,
    );
    assert.match(markdown, /!\[A mill\]\(https:\/\/example\.org\/media\/.*\n\n`\[\[weir\]\]`/);
  });

  it('shows their new titles after an edit, as a clean build does', slow, async () => {
    writeFileSync(
      join(folder, 'content/posts/weir.md'),
      post({ title: 'Weirs and dams' }, 'The weir holds the water.'),
    );
    writeFileSync(join(folder, 'content/pages/about.md'), '---\ntitle: Who we are\n---\n\nText.\n');
    buildIn(folder, env);
    assert.match(
      read('posts/mill/index.html'),
      /See <a href="\/posts\/weir\/">Weirs and dams<\/a>, <a[^>]*>Who we are</,
    );
    assert.match(read('posts/mill/index.md'), /See \[Weirs and dams\]/);
    const incremental = await digestsOf(out());
    for (const name of ['cache', 'index', 'recommended'])
      rmSync(join(workDirOf(folder), name), { recursive: true, force: true });
    rmSync(out(), { recursive: true });
    buildIn(folder, env);
    assert.deepEqual(await digestsOf(out()), incremental);
  });
});
