import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { buildIn, ownPublication } from '../helpers/own-publication';
import { writePublication } from '../helpers/publication';
import { slow } from '../helpers/slow';

describe('a site with `foldersInPaths`', () => {
  it('has each post at the path of its folder, everywhere', slow, async () => {
    const content = await writePublication({
      'authors/standards-desk.md': '---\nname: Standards Desk\n---\n',
      'posts/2025/winter.md':
        '---\ntitle: Winter\ndate: 2025-01-02\ntags: [Seasons]\n---\nCold. [Next](../2026/spring/index.md)\n',
      'posts/2026/spring/index.md':
        '---\ntitle: Spring\ndate: 2026-03-02\ntags: [Seasons]\naliases: [/old/]\n---\nWarm. ![A dot](dot.svg)\n',
      'posts/2026/spring/dot.svg':
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="3"/></svg>',
      'posts/summer.md': '---\ntitle: Summer\ndate: 2026-06-02\n---\nHot.\n',
    });
    const folder = await ownPublication((copy) => {
      const file = join(copy, 'site.config.ts');
      const config = readFileSync(file, 'utf8');
      writeFileSync(file, config.replace(/\n};\s*$/, '\n  foldersInPaths: true,\n};\n'));
    });
    buildIn(folder, { CONTENT_DIR: content, SITE_URL: 'https://example.org' });
    const read = (path: string) => readFileSync(join(folder, 'out', path), 'utf8');
    for (const path of ['posts/2025/winter', 'posts/2026/spring', 'posts/summer'])
      for (const file of ['index.html', 'index.md', 'og.png'])
        assert.ok(existsSync(join(folder, 'out', path, file)), `${path}/${file}`);
    assert.match(read('posts/2025/winter/index.html'), /href="\/posts\/2026\/spring\/"/);
    assert.match(
      read('posts/2026/spring/index.html'),
      /rel="canonical" href="https:\/\/example\.org\/posts\/2026\/spring\/"/,
    );
    assert.match(read('posts/2026/spring/index.html'), /src="\/media\/\w+\/dot\.svg"/);
    assert.match(read('feed.xml'), /<link>https:\/\/example\.org\/posts\/2026\/spring\/<\/link>/);
    assert.match(read('sitemap.xml'), /https:\/\/example\.org\/posts\/2025\/winter\//);
    assert.match(read('tags/seasons/index.html'), /href="\/posts\/2025\/winter\/"/);
    assert.match(read('_redirects'), /^\/old\/? +\/posts\/2026\/spring\/ /m);
  });
});
