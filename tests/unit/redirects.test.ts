import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Author, Post } from 'contentlayer/generated';
import { site } from '../../lib/config/site';
import { makeCatalog } from '../../lib/pages/catalog';
import {
  aliasPages,
  type MovedDocument,
  movedDocuments,
  redirectsOf,
} from '../../lib/text-files/alias-pages';

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

describe('the redirects in site.config.ts', () => {
  const post = (slug: string, day: string, aliases: string[] = []) =>
    ({
      slug,
      path: `/posts/${slug}/`,
      title: slug,
      day,
      date: day,
      tags: ['Two words'],
      authors: ['ann'],
      aliases,
    }) as unknown as Post;
  const catalog = makeCatalog(
    {
      posts: [post('a', '2019-05-01'), post('b', '2020-11-30', ['/2020/11/b/'])],
      authors: [{ slug: 'ann', name: 'Ann', path: '/authors/ann/' } as Author],
      series: [],
      pages: [],
    },
    new Map(),
  );
  const redirectsFor = (redirects: { from: string; to: string }[]) => {
    Object.assign(site, { redirects });
    try {
      return redirectsOf(movedDocuments(catalog)).redirects.map(({ from, to }) => `${from} ${to}`);
    } finally {
      delete site.redirects;
    }
  };

  it('lead from one path to another', () =>
    assert.deepEqual(redirectsFor([{ from: '/index.xml', to: '/feed.xml' }]), [
      '/2020/11/b/ /posts/b/',
      '/index.xml /feed.xml',
    ]));
  it('stand for every post that has no such alias', () =>
    assert.deepEqual(redirectsFor([{ from: '/:year/:month/:slug/', to: '/posts/:slug/' }]), [
      '/2020/11/b/ /posts/b/',
      '/2019/05/a/ /posts/a/',
    ]));
  it('stand for every topic and every author', () =>
    assert.deepEqual(
      redirectsFor([
        { from: '/category/:tag/', to: '/tags/:tag/' },
        { from: '/by/:author/feed/', to: '/authors/:author/feed.xml' },
      ]).slice(1),
      [
        '/category/two-words/ /tags/two-words/',
        '/category/Two%20words/ /tags/two-words/',
        '/by/ann/feed/ /authors/ann/feed.xml',
      ],
    ));
  it('stand for every year and month that has posts', () =>
    assert.deepEqual(redirectsFor([{ from: '/:year/:month/', to: '/archive/' }]).slice(1), [
      '/2020/11/ /archive/',
      '/2019/05/ /archive/',
    ]));
  it('never lead away from a topic', () =>
    assert.deepEqual(redirectsFor([{ from: '/tags/:tag/', to: '/tags/:tag/' }]).slice(1), [
      '/tags/Two%20words/ /tags/two-words/',
    ]));
});
