import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Root } from 'hast';
import { htmlToHast } from 'satteri';
import { hostFiles } from '../../lib/hosts/files';
import { readHeaders } from '../../lib/hosts/header-file';
import { allSources, contentSecurityPolicy, metaPolicies, requiredSources } from '../../lib/hosts/policy';
import { renderMarkdown } from '../../lib/markdown/render';
import { acceptedEncodings } from '../../lib/server/encoding';

const youTube = 'https://www.youtube-nocookie.com';

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The policy of a page with this HTML in its body. */
const policyOf = (html: string) =>
  contentSecurityPolicy(requiredSources(htmlToHast(`<!doctype html><title>t</title><body>${html}`) as Root));

/** The policy of a page with this text by an author. */
const policyOfText = async (markdown: string) =>
  contentSecurityPolicy(allSources((await renderMarkdown(markdown, 'en')).html.sources));

/** The sources of each directive. */
const parsePart = (policy: string) =>
  new Map(
    policy.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources];
    }),
  );

/** The sources of the first policy in a list. The second only restricts where scripts come from. */
const parse = (policy: string) => parsePart(policy.split(', ', 1)[0] ?? '');

const sources = (html: string, directive: string) => parse(policyOf(html)).get(directive);

/** Whether one policy allows everything that another does. */
function allows(wide: string, narrow: string): boolean {
  const widerParts = wide.split(', ').map(parsePart);
  return narrow
    .split(', ')
    .every((part, at) =>
      [...parsePart(part)].every(([name, list]) =>
        list.every((source) => source === "'none'" || widerParts[at]?.get(name)?.includes(source)),
      ),
    );
}

describe('the policy of a page', () => {
  it('allows nothing if the page loads nothing', () => {
    assert.equal(
      policyOf('<p>Text, a <a href="https://other.example/">link</a>.'),
      "base-uri 'none'; connect-src 'self'; default-src 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    );
  });
  it('allows each resource of the page in its directive', () => {
    for (const [html, directive, expected] of [
      ['<script src="/assets/theme.1.js"></script>', 'script-src', ["'self'"]],
      ['<script type="speculationrules">{}</script>', 'script-src', [hash('{}')]],
      ['<link rel="manifest" href="/manifest.webmanifest">', 'manifest-src', ["'self'"]],
      ['<link rel="icon" href="/icon.svg">', 'img-src', ["'self'"]],
      ['<link rel="preload" as="font" href="/f.woff2">', 'font-src', ["'self'"]],
      ['<link rel="stylesheet" href="/s.css">', 'style-src', ["'self'"]],
      ['<iframe src="https://player.vimeo.com/video/1"></iframe>', 'frame-src', ['https://player.vimeo.com']],
      ['<img src="/a.png"><img src="//b.example/c.png">', 'img-src', ["'self'", 'https://b.example']],
      [
        '<img srcset="/a.png 1x, https://b.example:8/c,d.png 2x">',
        'img-src',
        ["'self'", 'https://b.example:8'],
      ],
      ['<img src="data:image/png;base64,AA==">', 'img-src', ['data:']],
      ['<video src="/v.mp4" poster="https://p.example/p.png"></video>', 'img-src', ['https://p.example']],
      ['<audio><source src="https://a.example/a.mp3"></audio>', 'media-src', ['https://a.example']],
      ['<svg><image href="https://i.example/i.png"/></svg>', 'img-src', ['https://i.example']],
      ['<form action="/search/"></form>', 'form-action', ["'self'"]],
      [
        '<style>@font-face{src:url(/f.woff2)}p{background:url("data:image/svg+xml,<svg>")}</style>',
        'img-src',
        ['data:'],
      ],
      [
        '<style>@font-face{src:url(/f.woff2)}p{background:url("data:image/svg+xml,<svg>")}</style>',
        'font-src',
        ["'self'"],
      ],
    ] as const)
      assert.deepEqual(sources(html, directive), expected, html);
  });
  it('allows each resource of an author’s text in its directive', async () => {
    for (const [markdown, directive, expected] of [
      ['::video[a]{src="https://vimeo.com/1"}', 'frame-src', ['https://player.vimeo.com']],
      ['<iframe src="https://www.youtube.com/embed/x"></iframe>', 'frame-src', [youTube]],
      ['::video[a]{src="v.mp4"}', 'media-src', ["'self'"]],
      ['![a](a.png) ![b](https://b.example/b.png)', 'img-src', ["'self'", 'https://b.example']],
      ['<audio src="https://a.example/a.mp3" controls></audio>', 'media-src', ['https://a.example']],
      ['<video src="v.mp4" poster="https://p.example/p.png"></video>', 'img-src', ['https://p.example']],
    ] as const)
      assert.deepEqual(parse(await policyOfText(markdown)).get(directive), expected, markdown);
  });
  it('allows a service worker on a page that can be saved', () => {
    const html = '<p data-offline></p>';
    assert.deepEqual(sources(html, 'trusted-types'), ['offline']);
    assert.deepEqual(sources(html, 'worker-src'), ["'self'"]);
  });
  it('allows nothing for text that only looks like markup', async () => {
    for (const text of [
      '<script>alert(1)</script>',
      '<style>p{}</style>',
      '<script src="/assets/a.js"></script>',
      '<form action="/search/"></form><object data="/a"></object>',
      '<p data-offline data-player="https://player.vimeo.com/video/1" data-clip>a</p>',
      '<a href="https://a.example/" data-player="https://evil.example/">a</a>',
      '<p title="<iframe src=https://evil.example/><img src=https://evil.example/x.png>">a</p>',
      '`<img src=https://evil.example/>` and ![<form><iframe src=https://evil.example/>](#a)',
    ])
      assert.doesNotMatch(
        await policyOfText(text),
        /https:|script-src|frame-src|worker-src|form-action 'self'/,
        text,
      );
  });
  it('allows scripts only from the assets of the site, on any host', () => {
    const policy = (base?: string) =>
      contentSecurityPolicy(
        new Map([
          ['script-src', new Set(["'self'", hash('1')])],
          ['worker-src', new Set(["'self'"])],
        ]),
        base,
      ).split(', ');
    assert.deepEqual(
      policy().map((part) => parsePart(part).get('script-src')),
      [
        ["'self'", hash('1')],
        [hash('1'), '*:*/assets/'],
      ],
    );
    assert.deepEqual(parsePart(policy('/repo')[1] ?? '').get('script-src'), [hash('1'), '*:*/repo/assets/']);
    assert.deepEqual(parsePart(policy()[1] ?? '').get('worker-src'), ['*:*/service-worker.js']);
  });
  it('does not allow data, scripts and styles from other hosts, or URLs that are not loaded', () => {
    for (const html of [
      '<script type="application/ld+json">{"@type":"Thing"}</script>',
      '<script src="https://tracker.example/t.js"></script>',
      '<link rel="stylesheet" href="https://fonts.example/f.css">',
      '<link rel="canonical" href="https://other.example/"><link rel="alternate" href="/feed.xml">',
      '<iframe src="data:text/html,x"></iframe><iframe src="javascript:alert(1)"></iframe>',
      '<p title="<img src=https://x.example/>">text</p><!-- <img src=https://x.example/> -->',
      '<style-guide title="x"></style-guide>',
    ])
      assert.equal(policyOf(html), policyOf(''), html);
  });
  it('has the hash of every inline script and style, and never an unsafe source', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 }).filter((each) => !/[<\r\0]/.test(each));
    fc.assert(
      fc.property(fc.array(text), fc.array(text), fc.webUrl(), (scripts, styles, url) => {
        const policy = policyOf(
          [
            ...scripts.map((script) => `<script>${script}</script>`),
            ...styles.map((style) => `<style>${style}</style>`),
            `<img src="${url}"><iframe src="${url}"></iframe>`,
          ].join(''),
        );
        for (const script of scripts) assert.ok(parse(policy).get('script-src')?.includes(hash(script)));
        for (const style of styles) assert.ok(parse(policy).get('style-src')?.includes(hash(style)));
        assert.doesNotMatch(policy.replace(' *:*/assets/', ''), /'unsafe-|\*/);
      }),
    );
  });
  it('cannot be widened by a URL', () => {
    for (const host of ["a;script-src'unsafe-inline'", 'a,b', "a'b", '*', '*.example', 'a b', '[::1]'])
      assert.equal(policyOf(`<img src="https://${host}/x.png">`), policyOf(''), host);
    assert.deepEqual(sources('<img src="/\\other.example/x.png">', 'img-src'), ['https://other.example']);
    assert.deepEqual(sources('<img src="https://user:pw@münchen.example/">', 'img-src'), [
      'https://xn--mnchen-3ya.example',
    ]);
  });
  it('is the same for the same sources in any order', () => {
    const parts = ['<img src="/a">', '<img src="https://b.example/">', '<script>1</script>', '<form></form>'];
    assert.equal(policyOf(parts.join('')), policyOf(parts.toReversed().join('')));
  });
  it('leaves out, in a <meta> element, what only a header may contain', () => {
    const policy = policyOf('<img src="/a">');
    assert.match(policy, /frame-ancestors 'none'/);
    assert.deepEqual(metaPolicies(policy), [policy.replace("frame-ancestors 'none'; ", '')]);
    assert.deepEqual(metaPolicies("default-src 'none'; report-uri /r; sandbox, script-src *:*/assets/"), [
      "default-src 'none'",
      'script-src *:*/assets/',
    ]);
  });
});

/** The headers that Netlify sends: the last value for each name. */
function asNetlify(text: string, path: string): Map<string, string> {
  const headers = new Map<string, string>();
  let matches = false;
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (line.startsWith('/')) {
      const pattern = line.split('*').map((part) => part.replace(/[.]/g, '\\.'));
      matches = new RegExp(`^${pattern.join('.*')}$`).test(path);
    } else if (matches && line.includes(':')) {
      const [name = '', ...value] = line.split(':');
      headers.set(name, value.join(':').trim());
    }
  }
  return headers;
}

const policyName = 'Content-Security-Policy';
const withFrame = (host: string) => policyOf(`<iframe src="https://${host}/"></iframe>`);

describe('_headers', () => {
  const plain = policyOf('<img src="/a">');
  const policies = new Map([
    ['/', plain],
    ['/posts/a/', plain],
    ['/posts/%E4%B8%AD/', withFrame('player.example')],
    ['/search/', policyOf('<form></form>')],
    ['/404.html', plain],
  ]);
  const text = hostFiles({ policies, redirects: [], gone: [] })._headers ?? '';

  it('gives each page its own policy, on hosts that join values and on hosts that use the last one', () => {
    for (const [path, policy] of policies) {
      assert.equal(readHeaders(text)(decodeURIComponent(path)).get(policyName), policy, path);
      assert.equal(asNetlify(text, path).get(policyName), policy, path);
    }
  });
  it('has security headers for everything, and long caching only for paths with a hash', () => {
    const headersOf = readHeaders(text);
    for (const path of ['/', '/nowhere/', '/assets/a.1.js', '/media/1/a.png', '/feed.xml']) {
      const headers = headersOf(path);
      assert.equal(headers.get('X-Content-Type-Options'), 'nosniff');
      assert.equal(headers.get('Referrer-Policy'), 'strict-origin-when-cross-origin');
      assert.match(headers.get('Permissions-Policy') ?? '', /camera=\(\)/);
      assert.match(headers.get('Strict-Transport-Security') ?? '', /^max-age=\d{8}$/);
      assert.equal(
        headers.get('Cache-Control'),
        /assets|media/.test(path)
          ? 'public, max-age=31536000, immutable'
          : 'public, max-age=0, must-revalidate',
        path,
      );
    }
  });
  it('has the media types of feeds, and allows feed readers in a browser to fetch them', () => {
    for (const path of ['/feed.xml', '/tags/a/feed.xml']) {
      const headers = readHeaders(text)(path);
      assert.equal(headers.get('Content-Type'), 'application/xml; charset=utf-8');
      assert.equal(headers.get('Access-Control-Allow-Origin'), '*');
    }
  });
  it('allows an SVG file that is opened directly its styles, but no scripts', () => {
    for (const path of ['/media/1/a.svg', '/icon.svg']) {
      const policy = parse(readHeaders(text)(path).get(policyName) ?? '');
      assert.deepEqual(policy.get('script-src'), ["'none'"]);
      // Without these, styles are not restricted.
      for (const directive of ['default-src', 'style-src', 'style-src-elem', 'style-src-attr'])
        assert.ok(!policy.has(directive), directive);
    }
  });
  it('has a short policy for files other than pages, so that a search does not load mostly headers', () => {
    const policyOf = (path: string) => readHeaders(text)(path).get(policyName) ?? '';
    for (const path of ['/search/words/a-.json', '/posts/a/index.md', '/feed.json', '/robots.txt'])
      for (const policy of [policyOf(path), asNetlify(text, path).get(policyName) ?? '']) {
        assert.deepEqual(parse(policy).get('script-src'), ["'none'"], path);
        assert.ok(policy.length < 120, `${path}: ${policy}`);
      }
  });
  it('never sends the 404 page with a policy that is too narrow for it', () => {
    const notFound = withFrame('lost.example');
    const other = hostFiles({
      policies: new Map([...policies, ['/404.html', notFound]]),
      redirects: [],
      gone: [],
    });
    assert.ok(allows(readHeaders(other._headers ?? '')('/nowhere/').get(policyName) ?? '', notFound));
  });
  it('stays within the limits of Cloudflare, and never allows less than a page needs', () => {
    const kinds = fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 400 });
    fc.assert(
      fc.property(kinds, (pages) => {
        const many = new Map(pages.map((kind, at) => [`/posts/${at}/`, withFrame(`host${kind}.example`)]));
        const file = hostFiles({ policies: many, redirects: [], gone: [] })._headers ?? '';
        assert.ok(file.split('\n').filter((line) => line.startsWith('/')).length <= 100);
        const headersOf = readHeaders(file);
        for (const [path, policy] of many)
          assert.ok(allows(headersOf(path).get(policyName) ?? '', policy), path);
      }),
      { numRuns: 20 },
    );
  });
  it('lists only the pages whose policy differs from the others', () => {
    const many = new Map(Array.from({ length: 10_000 }, (_, at) => [`/posts/${at}/`, plain]));
    many.set('/posts/7/', withFrame('player.example'));
    const files = hostFiles({ policies: many, redirects: [], gone: [] });
    for (const name of ['_headers', 'vercel.json', 'nginx.conf', 'Caddyfile'])
      assert.ok((files[name]?.length ?? 0) < 10_000, name);
    assert.equal(readHeaders(files._headers ?? '')('/posts/7/').get(policyName), withFrame('player.example'));
  });
});

describe('the files for the other hosts', () => {
  const video = withFrame('player.example');
  const files = hostFiles({
    policies: new Map([
      ['/', policyOf('')],
      ['/posts/a/', policyOf('')],
      ['/posts/%E4%B8%AD/', video],
    ]),
    redirects: [
      { from: '/old/', to: '/posts/a/' },
      { from: '/%C3%BCber', to: '/posts/%E4%B8%AD/' },
      { from: '/2019/(first)-1.html', to: '/' },
    ],
    gone: ['/withdrawn/'],
  });

  it('redirect an old address, with and without its final slash', () => {
    assert.deepEqual(files._redirects?.trim().split('\n'), [
      '/old/ /posts/a/ 301!',
      '/old/ /posts/a/ 301',
      '/old /posts/a/ 301!',
      '/old /posts/a/ 301',
      '/%C3%BCber /posts/%E4%B8%AD/ 301!',
      '/%C3%BCber /posts/%E4%B8%AD/ 301',
      '/%C3%BCber/ /posts/%E4%B8%AD/ 301!',
      '/%C3%BCber/ /posts/%E4%B8%AD/ 301',
      '/2019/(first)-1.html / 301!',
      '/2019/(first)-1.html / 301',
      '/withdrawn/ /404.html 410',
      '/withdrawn /404.html 410',
    ]);
    for (const line of ['"/old" "/posts/a/"', '"/old/" "/posts/a/"', '"/über" "/posts/%E4%B8%AD/"'])
      for (const name of ['nginx.conf', 'Caddyfile']) assert.ok(files[name]?.includes(line), line);
  });
  it('report withdrawn pages as gone, if the host supports it', () => {
    assert.match(files['nginx.conf'] ?? '', /"\/withdrawn\/" 1;[\s\S]*return 410;/);
    assert.match(files.Caddyfile ?? '', /"\/withdrawn" "yes"[\s\S]*error @site_gone 410/);
  });
  it('have the same policies', () => {
    const vercel = JSON.parse(files['vercel.json'] ?? '') as {
      headers: { source: string; headers: { key: string; value: string }[] }[];
      redirects: { source: string; destination: string; statusCode: number }[];
    };
    assert.deepEqual(vercel.headers.at(-1), {
      source: '/posts/%E4%B8%AD/',
      headers: [{ key: policyName, value: video }],
    });
    assert.deepEqual(vercel.redirects.at(-2), {
      source: '/2019/\\(first\\)-1.html',
      destination: '/',
      statusCode: 301,
    });
    assert.match(files['nginx.conf'] ?? '', /"\/posts\/中\/index\.html" "page1";/);
    assert.match(files.Caddyfile ?? '', /"\/posts\/中\/" "page1"\n/);
    for (const name of ['nginx.conf', 'Caddyfile'])
      assert.ok(files[name]?.includes(`"page1" "${video}"`), name);
  });
  it('are the same for the same site', () => {
    const site = {
      policies: new Map([
        ['/b/', video],
        ['/a/', video],
        ['/', policyOf('')],
      ]),
      redirects: [],
      gone: [],
    };
    const reversed = { ...site, policies: new Map([...site.policies].reverse()) };
    assert.deepEqual(hostFiles(site), hostFiles(reversed));
  });
});

describe('Accept-Encoding', () => {
  it('is followed in the order of its weights', () => {
    for (const [header, expected] of [
      [undefined, []],
      ['', []],
      ['gzip, deflate, br', ['br', 'gzip']],
      ['gzip', ['gzip']],
      ['br;q=0.5, gzip', ['gzip', 'br']],
      ['br;q=0, gzip;q=0.1', ['gzip']],
      ['*', ['br', 'gzip']],
      ['*;q=0.5, br;q=0', ['gzip']],
      ['identity, br;q=0.5', []],
      ['identity;q=0.5, GZIP ; Q=1.0', ['gzip']],
      ['br;q=nonsense', []],
      ['gzip;q=1, *;q=0', ['gzip']],
    ] as const)
      assert.deepEqual(acceptedEncodings(header), expected, header);
  });
});
