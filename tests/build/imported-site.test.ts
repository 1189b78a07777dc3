import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { runScript } from '../helpers/command';
import { writePublication } from '../helpers/publication';

const isInstalled = spawnSync('newsboat', ['--version']).status === 0;

/** The systems, with what identifies a post in the feed of each. */
const systems = {
  WordPress: {
    source: (url: string) => ({
      'export.xml': `<?xml version="1.0"?><rss xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><wp:base_blog_url>${url}</wp:base_blog_url><item><title>First</title><link>${url}/2019/first/</link><guid isPermaLink="false">${url}/?p=1</guid><content:encoded><![CDATA[Text.]]></content:encoded><wp:post_id>1</wp:post_id><wp:post_date_gmt>2019-05-01 10:00:00</wp:post_date_gmt><wp:post_name>first</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item></channel></rss>`,
    }),
    guid: (url: string) => `${url}/?p=1`,
  },
  Jekyll: {
    source: (url: string) => ({
      '_config.yml': `url: ${url}\npermalink: /:year/:title/\n`,
      '_posts/2019-05-01-first.md': '---\ntitle: First\n---\nText.\n',
    }),
    guid: (url: string) => `${url}/2019/first/`,
  },
};

describe('the feed of an imported publication', () => {
  for (const [name, { source, guid }] of Object.entries(systems))
    it(`has nothing new for a feed reader that knows the feed of ${name}`, {
      skip: isInstalled ? false : 'newsboat is not installed',
    }, async (test) => {
      let folder = '';
      let isMoved = false;
      const server = createServer((request, response) => {
        const { port } = server.address() as AddressInfo;
        if (request.url === '/feed/' && !isMoved)
          response.end(oldFeed(`http://localhost:${port}`, guid(`http://localhost:${port}`)));
        else if (request.url === '/feed/') response.writeHead(301, { location: '/feed.xml' }).end();
        else if (request.url === '/feed.xml') response.end(readFileSync(join(folder, 'out/feed.xml')));
        else response.writeHead(404).end();
      }).listen(0);
      test.after(() => server.close());
      await once(server, 'listening');
      const url = `http://localhost:${(server.address() as AddressInfo).port}`;
      folder = await writePublication(
        Object.fromEntries(Object.entries(source(url)).map(([path, content]) => [`source/${path}`, content])),
      );
      const content = join(folder, 'content');
      const imported = await runScript('import', {}, [join(folder, 'source'), '--to', content]);
      assert.equal(imported.code, 0, imported.output);
      const env = { CONTENT_DIR: content, OUT_DIR: join(folder, 'out'), SITE_URL: url };
      const built = await runScript('build', env);
      assert.equal(built.code, 0, built.output);

      writeFileSync(join(folder, 'urls'), `${url}/feed/\n`);
      writeFileSync(join(folder, 'config'), '');
      const newsboat = async (command: string) => {
        const args = ['-u', 'urls', '-c', 'cache.db', '-C', 'config', '-x', command];
        // Asynchronously, because it reads from this process.
        return new Promise<string>((done, reject) =>
          execFile(
            'newsboat',
            args,
            { cwd: folder, env: { ...process.env, HOME: folder } },
            (error, stdout) => (error ? reject(error) : done(stdout)),
          ),
        );
      };
      await newsboat('reload');
      assert.match(await newsboat('print-unread'), /^1 unread/);
      isMoved = true;
      await newsboat('reload');
      assert.match(await newsboat('print-unread'), /^1 unread/);
    });
});

const oldFeed = (url: string, guid: string) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Old</title><link>${url}</link><description>Old</description><item><title>First</title><link>${url}/2019/first/</link><guid isPermaLink="false">${guid}</guid><pubDate>Wed, 01 May 2019 10:00:00 +0000</pubDate><description>Text.</description></item></channel></rss>`;

describe('npm run import -- --prove', () => {
  it('compares every old address and every word with what is here now', async () => {
    const folder = await writePublication({
      'source/_config.yml': 'permalink: /:year/:title/\n',
      'source/_posts/2019-05-01-first.md': `---
title: First
---
One two three.[^1] [Next](/2019/second/)

## A heading

[link](https://a.example/)

<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ"></iframe>

\`\`\`
let a;
\`\`\`

[^1]: A note.
`,
      'source/_posts/2019-05-02-second.md': '---\ntitle: Second\n---\nFour five six.\n',
    });
    const content = join(folder, 'content');
    const imported = await runScript('import', {}, [join(folder, 'source'), '--to', content]);
    assert.equal(imported.code, 0, imported.output);
    const old = (title: string, body: string) =>
      `<html><body><header>Old blog</header><div class="post"><h1>${title}</h1>${body}</div><footer>Ever</footer></body></html>`;
    const site = await writePublication({
      '2019/first/index.html': old(
        'First',
        `<p>One two three.<sup><a href="#fn:1">1</a></sup> <a href="/2019/second/">Next</a></p>
        <h2>A heading</h2><p><a href="https://a.example/">link</a></p>
        <iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ"></iframe>
        <table><tr><td><pre>1</pre><td><pre>let a;</pre></table><ol><li id="fn:1">A note.</ol>`,
      ),
      '2019/second/index.html': old(
        'Second',
        `<p>Four five six.<sup><a href="#fn:1">1</a></sup></p><h2>Lost heading</h2>
        <p>Words that were lost. <a href="https://b.example/">b</a></p><img src="/img/photo-800x600.jpg">
        <pre>let b;</pre><table><tr><td>Cell</table>`,
      ),
      'contact/index.html': old('Contact', '<p>Write.</p>'),
    });
    const env = { CONTENT_DIR: content, OUT_DIR: join(folder, 'out') };
    const built = await runScript('build', env);
    assert.equal(built.code, 0, built.output);
    const { code, output } = await runScript('import', env, ['--prove', site]);
    assert.deepEqual(output.split('\n').slice(0, 10), [
      ' 66.66%  2 of 3 old addresses',
      ' 64.28%  18 of 28 words',
      ' 50.00%  1 of 2 complete documents',
      ' 75.00%  3 of 4 headings',
      ' 66.66%  2 of 3 links',
      '  0.00%  0 of 1 images',
      '100.00%  1 of 1 embeds',
      ' 50.00%  1 of 2 code blocks',
      '  0.00%  0 of 1 tables',
      ' 50.00%  1 of 2 footnotes',
    ]);
    assert.equal(code, 1);
    const list = readFileSync(join(folder, 'import-proof.md'), 'utf8');
    assert.match(list, /Addresses with neither a page nor a redirect \(1\)\n\n- \/contact\//);
    assert.match(list, /text: Words that were lost\. b\n/);
    assert.match(list, /\n {2}- image: \/img\/photo-800x600\.jpg\n/);
    assert.match(list, /- \/2019\/first\/ → \/posts\/first\//);
    const page = readFileSync(join(folder, 'import-proof.html'), 'utf8');
    assert.match(page, /<mark>Words that were lost\. b<\/mark>/);
    assert.ok(!page.includes('/posts/first/'), 'complete documents are not listed');
    const loose = await runScript('import', env, ['--prove', site, '--at-least', '50']);
    assert.equal(loose.code, 0, loose.output);
  });
});
