import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Browser } from '@playwright/test';
import { makePost, writeCorpus } from './corpus';
import { slugOf, writeReal } from './real';
import { buildSite, withSite } from './site';

/** Measures searches on the built site in a browser; see `docs/benchmarks.md`. */
const { values } = parseArgs({
  options: {
    posts: { type: 'string', default: '10000' },
    corpus: { type: 'string' },
    queries: { type: 'string' },
    work: { type: 'string', default: join(tmpdir(), 'letterpress-bench') },
  },
});
const contentDir = join(values.work, 'content/search');
const outDir = join(values.work, 'out/search');

/** Writes the archive. Returns queries with the slugs of the intended posts. */
function writePosts(): Map<string, string> {
  if (values.corpus) {
    writeReal(contentDir, values.corpus);
    const queries = JSON.parse(readFileSync(values.queries ?? '', 'utf8')) as Record<string, string>;
    return new Map(Object.entries(queries).map(([query, id]) => [query, slugOf(id)]));
  }
  const corpus = { posts: Number(values.posts), short: false };
  writeCorpus(contentDir, corpus);
  return new Map(
    Array.from({ length: 20 }, (_, at) => {
      const { slug, source } = makePost(corpus, Math.floor((corpus.posts * at) / 20));
      // People remember the longest words of a title.
      const words = /^title: "(.*)"$/m.exec(source)?.[1]?.split(' ') ?? [];
      const three = words.toSorted((a, b) => b.length - a.length).slice(0, 3);
      return [words.filter((word) => three.includes(word)).join(' '), slug];
    }),
  );
}

interface SearchRun {
  query: string;
  /** Bytes transferred from the first letter to the last excerpt. */
  bytes: number;
  /** Milliseconds from the last letter to the results. */
  milliseconds: number;
  /** The rank of the intended post, from 1, or 0 if it is not among the first ten. */
  rank: number;
}

/** A search has loaded everything after this many milliseconds without network activity. */
const quietMs = 1500;

async function runSearch(browser: Browser, address: string, query: string, slug: string): Promise<SearchRun> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${address}/search/`, { waitUntil: 'networkidle' });
  const network = await context.newCDPSession(page);
  await network.send('Network.enable');
  let bytes = 0;
  let last = performance.now();
  network.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
    last = performance.now();
  });
  const input = page.getByRole('searchbox');
  // The speed of a practiced typist.
  await input.pressSequentially(query.slice(0, -1), { delay: 150 });
  const started = performance.now();
  await input.press(query.slice(-1));
  // This checks on every animation frame. A locator polls less and less often.
  await page.waitForFunction(
    (text) => document.querySelector('[role="status"]')?.textContent?.includes(text),
    `“${query}”`,
  );
  const milliseconds = performance.now() - started;
  // The browser reports network idle only once, after the page has loaded.
  while (performance.now() - last < quietMs) await wait(100);
  const found = await page
    .locator('search ol a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  await context.close();
  return { query, bytes, milliseconds, rank: found.indexOf(`/posts/${slug}/`) + 1 };
}

const queries = writePosts();
const built = await buildSite(values.work, contentDir, outDir);
const searches = await withSite(outDir, async (browser, address) => {
  const runs: SearchRun[] = [];
  for (const [query, slug] of queries) runs.push(await runSearch(browser, address, query, slug));
  return runs;
});

const spread = (numbers: number[]) => {
  const sorted = numbers.toSorted((a, b) => a - b);
  return `median ${sorted[sorted.length >> 1]?.toFixed(0)}, at most ${sorted.at(-1)?.toFixed(0)}`;
};
console.log('| query | KB | ms | rank |\n|---|---:|---:|---:|');
for (const { query, bytes, milliseconds, rank } of searches)
  console.log(`| ${query} | ${(bytes / 1000).toFixed(1)} | ${milliseconds.toFixed(0)} | ${rank || 'none'} |`);
console.log(`
first: ${searches.filter(({ rank }) => rank === 1).length} of ${searches.length}
KB: ${spread(searches.map(({ bytes }) => bytes / 1000))}
ms: ${spread(searches.map(({ milliseconds }) => milliseconds))}
the build: ${built.seconds.toFixed(0)} s, ${(built.peak / 1e6).toFixed(0)} MB`);
