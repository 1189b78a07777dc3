import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { ownPublication, runIn } from '../helpers/own-publication';
import { post, writePublication } from '../helpers/publication';

/** A publication with a draft, whose navigation and call to action have these links. */
const withLinks = (links: string[], callToAction: string, author = 'standards-desk') =>
  ownPublication((folder) => {
    writeFileSync(
      join(folder, 'content/posts/later.md'),
      '---\ntitle: Later\ndate: 2026-01-02\ndraft: true\n---\n\nText.\n',
    );
    const file = join(folder, 'site.config.ts');
    const config = readFileSync(file, 'utf8')
      .replace(
        /navigation: \[[^\]]*\]/,
        `navigation: [\n${links.map((href) => `    { label: 'Link', href: '${href}' },`).join('\n')}\n  ]`,
      )
      .replace(/(defaultAuthors: \[')[^']*/, `$1${author}`)
      .replace(/(label: 'Subscribe',\s*href: ')[^']*/, `$1${callToAction}`);
    writeFileSync(file, config);
  });

describe('a link of the navigation', () => {
  it('to a page that does not exist, like an unknown default author, is an error, with its place and the nearest page', async () => {
    const folder = await withLinks(
      ['/abuot/', '/tags/nothing/', '/posts/later/', '/posts/start-hear/#top'],
      '/subscrib/',
      'standard-desk',
    );
    const { status, output } = runIn(folder, 'check');
    assert.equal(status, 1);
    for (const expected of [
      /^\S*site\.config\.ts:\d+:28\n {2}navigation: the page \/abuot\/ does not exist on the site; expected one that does/m,
      /fix: write "\/about\/"/i,
      /navigation: the page \/tags\/nothing\/ does not exist/,
      /navigation: the page \/posts\/later\/ is not published yet/,
      /write "\/posts\/start-here\/"/,
      /defaultAuthors: there is no author standard-desk[\s\S]*write "standards-desk"/,
      /callToAction: the page \/subscrib\/ does not exist[\s\S]*write "\/subscribe\/"/,
    ])
      assert.match(output, expected);
    assert.match(output, /^6 errors\./m);
  });

  it('may lead to every page and file of the site, and elsewhere', async () => {
    const folder = await withLinks(
      [
        '/',
        '/about/',
        '/tags/wasi/',
        '/feed.xml',
        '/search/?q=x',
        '/page/2/',
        '/about/#who-writes-it',
        'https://example.org/',
      ],
      '/posts/start-here/',
    );
    const { status, output } = runIn(folder, 'check');
    assert.equal(status, 0, output);
  });

  it('is left out where other content shares the configuration', async () => {
    const folder = await withLinks(['/about/'], '/subscribe/');
    const content = await writePublication({ 'posts/a.md': post() });
    const { status, output } = runIn(folder, 'check', { CONTENT_DIR: content });
    assert.equal(status, 0, output);
  });
});
