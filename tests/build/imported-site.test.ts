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
      'source/_posts/2019-05-01-first.md':
        '---\ntitle: First\n---\nOne two three.\n\n## A heading\n\n[link](https://a.example/)\n\n```\nlet a;\n```\n',
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
        '<p>One two three.</p><h2>A heading</h2><p><a href="https://a.example/">link</a></p><pre>let a;</pre>',
      ),
      '2019/second/index.html': old(
        'Second',
        '<p>Four five six.</p><p>Words that were lost. <img src="/img/photo-800x600.jpg"></p>',
      ),
      'contact/index.html': old('Contact', '<p>Write.</p>'),
    });
    const env = { CONTENT_DIR: content, OUT_DIR: join(folder, 'out') };
    const built = await runScript('build', env);
    assert.equal(built.code, 0, built.output);
    const { code, output } = await runScript('import', env, ['--prove', site]);
    assert.match(output, /^2 of 3 old addresses have a page or a redirect \(66\.66%\)\./);
    assert.match(output, /\n\d+ of \d+ words in 2 documents arrived \(\d+\.\d+%\); 1 is complete\./);
    assert.equal(code, 1);
    const list = readFileSync(join(folder, 'import-proof.md'), 'utf8');
    assert.match(list, /Addresses without a page \(1\)\n\n- \/contact\//);
    assert.match(list, /text: Words that were lost\.\n {2}- image: \/img\/photo-800x600\.jpg/);
    assert.match(list, /- \/2019\/first\/ → \/posts\/first\//);
    const loose = await runScript('import', env, ['--prove', site, '--at-least', '50']);
    assert.equal(loose.code, 0, loose.output);
  });
});
