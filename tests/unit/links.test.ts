import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { fingerprintOf, isSimilar } from '../../lib/links/fingerprint';
import { type KnownLinks, knownLinksShape } from '../../lib/links/known-links';
import { linkReport } from '../../lib/links/report';
import { updateLinks } from '../../lib/links/update';
import { article, type LinkedServer, linkedServer } from '../helpers/linked-server';

let site: LinkedServer;
before(async () => {
  site = await linkedServer();
});
after(() => {
  site.server.closeAllConnections();
  site.server.close();
});
beforeEach(() => {
  site.requests.length = 0;
  for (const url of Object.keys(site.captures)) delete site.captures[url];
});

/** Checks links on a day, and then what is written can be read. */
async function check(paths: string[], today: string, known: KnownLinks = {}, all = false) {
  const links = paths.map((path) => ({ url: site.origin + path, day: '2017-03-01' }));
  const result = await updateLinks(links, known, {
    today,
    all,
    archive: site.origin,
    userAgent: 'Test',
    pauseMs: 0,
    timeoutMs: 300,
    onProgress: () => {},
  });
  const written = knownLinksShape.parse(JSON.parse(JSON.stringify(result.known)));
  const documents = [
    {
      shown: 'content/posts/a.md',
      bodyLine: 5,
      text: { outgoing: links.map(({ url }, at) => ({ url, line: at + 1, column: 1 })) },
    },
  ];
  return {
    known: written,
    at: (path: string) => written[site.origin + path],
    report: linkReport(documents, written, result.checked).join('\n'),
  };
}

/** The days of weekly checks. */
const weeks = ['2026-11-01', '2026-11-08', '2026-11-15', '2026-11-22'];

/** Checks every week. @returns the result of each check */
async function checkWeekly(path: string) {
  const results: Awaited<ReturnType<typeof check>>[] = [];
  for (const today of weeks) results.push(await check([path], today, results.at(-1)?.known));
  return results;
}

describe('npm run links', () => {
  it('remembers when a link last worked, its title and a fingerprint', async () => {
    const { at, report } = await check(['/fine'], '2026-11-01');
    assert.deepEqual(at('/fine'), {
      checked: '2026-11-01',
      alive: '2026-11-01',
      title: 'A fine page',
      fingerprint: at('/fine')?.fingerprint,
      capture: false,
    });
    assert.equal(report, '');
  });

  for (const path of ['/missing', '/withdrawn'])
    it(`counts ${path} as gone at once`, async () => {
      assert.equal((await check([path], '2026-11-01')).at(path)?.gone, '2026-11-01');
    });

  const failing: [path: string, reason: RegExp][] = [
    ['/slow', /no answer within/],
    ['/circle', /too many redirects/],
    ['/broken', /status 500/],
    ['/lies/old', /says the same at any address/],
    ['/to-home', /leads to the home page/],
  ];
  for (const [path, reason] of failing)
    it(`counts ${path} as gone only after three failed checks in two weeks`, async () => {
      const results = await checkWeekly(path);
      assert.deepEqual(
        results.map(({ at }) => at(path)?.gone),
        [undefined, undefined, '2026-11-15', '2026-11-15'],
      );
      assert.match(results[0]?.report ?? '', /Failing[\s\S]*content\/posts\/a\.md:5:1/);
      assert.match(results[0]?.report ?? '', reason);
      assert.match(results[3]?.report ?? '', /Gone, without a capture/);
    });

  it('counts no page as gone that only writes about "not found"', async () => {
    assert.equal((await check(['/about-404'], '2026-11-01')).at('/about-404')?.alive, '2026-11-01');
  });

  it('notices a page that was replaced by what a site shows at any address', async () => {
    site.pages['/parked'] = article('A talk about rivers');
    const first = await check(['/parked'], '2026-11-01');
    const forSale = article('This domain may be for sale');
    site.pages['/parked'] = forSale;
    site.pages['/letterpress-link-check-of-no-page'] = forSale;
    const { at } = await check(['/parked'], '2026-11-08', first.known);
    delete site.pages['/letterpress-link-check-of-no-page'];
    assert.equal(at('/parked')?.failures?.length, 1);
    assert.equal(at('/parked')?.title, 'A talk about rivers');
  });

  it('lists what has moved and what answers only browsers, and counts neither as a failure', async () => {
    const { at, report } = await check(['/moved', '/robots-only'], '2026-11-01');
    assert.equal(at('/moved')?.alive, '2026-11-01');
    assert.equal(at('/robots-only')?.failures, undefined);
    assert.match(report, /Moved:\n.*\/moved\n {4}now .*\/fine\?from=moved/);
    assert.match(report, /Not answered to programs.*\n.*\/robots-only\n {4}status 403/);
  });

  it('forgets failures, and that a link is gone, when it works again', async () => {
    const results = await checkWeekly('/broken');
    site.pages['/broken'] = article('Repaired');
    const { at } = await check(['/broken'], '2026-11-29', results.at(-1)?.known);
    site.pages['/broken'] = (response) => response.writeHead(500).end('error');
    assert.deepEqual(
      [at('/broken')?.gone, at('/broken')?.failures, at('/broken')?.alive],
      [undefined, undefined, '2026-11-29'],
    );
  });

  it('asks the archive for the capture nearest to the date of the post, once', async () => {
    site.captures[`${site.origin}/fine`] = '20170302101112';
    const first = await check(['/fine'], '2026-11-01');
    assert.deepEqual(first.at('/fine')?.capture, {
      url: `${site.origin}/web/20170302101112/${site.origin}/fine`,
      day: '2017-03-02',
    });
    site.requests.length = 0;
    await check(['/fine'], '2026-11-08', first.known);
    assert.deepEqual(site.requests, ['/fine']);
  });

  it('checks a link again only after six days, unless it is told to', async () => {
    const first = await check(['/fine'], '2026-11-01');
    site.requests.length = 0;
    await check(['/fine'], '2026-11-04', first.known);
    assert.deepEqual(site.requests, []);
    await check(['/fine'], '2026-11-04', first.known, true);
    assert.deepEqual(site.requests, ['/fine']);
  });

  it('forgets links that no post has any more', async () => {
    const first = await check(['/fine'], '2026-11-01');
    assert.deepEqual(Object.keys((await check([], '2026-11-08', first.known)).known), []);
  });
});

describe('a fingerprint', () => {
  const text = Array.from({ length: 300 }, (_, at) => `word${(at * 31) % 97}`);
  it('is similar if a few words change, and not for another text', () => {
    const edited = text.map((word, at) => (at % 60 === 0 ? 'other' : word));
    const another = text.map((word) => `x${word}`);
    assert.ok(isSimilar(fingerprintOf(text), fingerprintOf(edited)));
    assert.ok(!isSimilar(fingerprintOf(text), fingerprintOf(another)));
    assert.ok(!isSimilar(undefined, undefined));
  });
});
