import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aliasPages, type MovedDocument } from '../../lib/text-files/alias-pages';

function pagesFor(aliases: string[], otherFiles: string[] = []) {
  const post = {
    title: 'A </title><script>',
    path: '/posts/a/',
    aliases,
  };
  return new Map(
    [...aliasPages([post as MovedDocument], otherFiles)].map(({ path, content }) => [path, content]),
  );
}

describe('the page at an alias', () => {
  it('is where a host looks for it, if the host would serve it as a page', () => {
    const aliases = [
      '/old',
      '/old-too/',
      '/2019/first.html',
      '/v1.2/intro/',
      '/last.htm',
      '/old.php',
      `/${'ก'.repeat(90)}/`,
    ];
    assert.deepEqual(
      [...pagesFor(aliases).keys()],
      ['/old/index.html', '/old-too/index.html', '/2019/first.html', '/v1.2/intro/index.html', '/last.htm'],
    );
  });
  it('is left out if another file is there, or would have to be a folder', () => {
    const otherFiles = ['/CNAME', '/archive/2019/index.html', '/x.html/index.html'];
    const aliases = ['/CNAME/old/', '/archive/2019/', '/x.html', '/y.html', '/y.html/z/', '/fine/'];
    assert.deepEqual([...pagesFor(aliases, otherFiles).keys()], ['/y.html', '/fine/index.html']);
  });
  it('redirects at once, and escapes the title', () => {
    const html = pagesFor(['/old/']).get('/old/index.html') ?? '';
    assert.match(html, /<meta http-equiv="refresh" content="0; url=\/posts\/a\/">/);
    assert.match(html, /<link rel="canonical" href="https:\/\/[^/]+\/posts\/a\/">/);
    assert.doesNotMatch(html, /<script/);
  });
});
