import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from '@playwright/test';
import { findChromium } from '../tests/helpers/chromium';
import { siteUrl } from './contestants';
import { buildTime, makePost, writeCorpus } from './corpus';
import { measure } from './measure';
import { slugOf, writeReal } from './real';
import { copyProject } from './workspace';

/**
 * What readers wait and pay for a search, in a browser on the printed site, as
 * `docs/benchmarks.md` tells it.
 */
const { values } = parseArgs({
  options: {
    posts: { type: 'string', default: '10000' },
    corpus: { type: 'string' },
    queries: { type: 'string' },
    work: { type: 'string', default: join(tmpdir(), 'letterpress-bench') },
  },
});
const port = 4390;
const folder = join(values.work, 'letterpress');
const contentDir = join(values.work, 'content/search');
const outDir = join(values.work, 'out/search');

interface Asked {
  query: string;
  /** From the first letter, what came over the network, in bytes: index, titles and excerpts. */
  bytes: number;
  /** Until the results stand there, in milliseconds, after the last letter. */
  milliseconds: number;
  /** The place of the post that was meant, from 1; 0 where it is not among the first ten. */
  place: number;
}

/** Each query, and the slug of the post that whoever types it wants. */
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
      return [/^title: "(.*)"$/m.exec(source)?.[1] ?? '', slug];
    }),
  );
}

async function ask(browser: Browser, query: string, slug: string): Promise<Asked> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`http://localhost:${port}/search/`, { waitUntil: 'networkidle' });
  const network = await context.newCDPSession(page);
  await network.send('Network.enable');
  let bytes = 0;
  network.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  const input = page.getByRole('searchbox');
  // As fast as people type: each letter looks something up.
  await input.pressSequentially(query.slice(0, -1), { delay: 80 });
  const started = performance.now();
  await input.press(query.slice(-1));
  await page
    .getByRole('status')
    .filter({ hasText: `“${query}”` })
    .waitFor();
  const milliseconds = performance.now() - started;
  await page.waitForLoadState('networkidle');
  const found = await page
    .locator('search ol a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  await context.close();
  return { query, bytes, milliseconds, place: found.indexOf(`/posts/${slug}/`) + 1 };
}

const queries = writePosts();
await copyProject(folder);
const env = { CONTENT_DIR: contentDir, OUT_DIR: outDir, SITE_URL: siteUrl, BUILD_TIME: buildTime };
console.error('Building');
const built = await measure(
  { file: 'npm', args: ['run', 'build'], cwd: folder, env },
  join(values.work, 'search.log'),
);
const server = spawn(process.execPath, ['scripts/run.js', 'serve'], {
  cwd: folder,
  env: { ...process.env, OUT_DIR: outDir, PORT: String(port) },
});
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  while (
    !(await fetch(`http://localhost:${port}/`).then(
      ({ ok }) => ok,
      () => false,
    ))
  )
    await wait(200);
  const asked: Asked[] = [];
  for (const [query, slug] of queries) asked.push(await ask(browser, query, slug));
  console.log('| query | KB | ms | place |\n|---|---:|---:|---:|');
  for (const { query, bytes, milliseconds, place } of asked)
    console.log(
      `| ${query} | ${(bytes / 1000).toFixed(1)} | ${milliseconds.toFixed(0)} | ${place || 'none'} |`,
    );
  const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;
  console.log(
    `\nFirst: ${asked.filter(({ place }) => place === 1).length} of ${asked.length}. ` +
      `KB: median ${(median(asked.map(({ bytes }) => bytes)) / 1000).toFixed(1)}, at most ${(Math.max(...asked.map(({ bytes }) => bytes)) / 1000).toFixed(1)}. ` +
      `Milliseconds after the last letter: median ${median(asked.map((one) => one.milliseconds)).toFixed(0)}, at most ${Math.max(...asked.map((one) => one.milliseconds)).toFixed(0)}. ` +
      `The build took ${built.seconds.toFixed(0)} s and ${(built.peak / 1e6).toFixed(0)} MB.`,
  );
} finally {
  await browser.close();
  server.kill();
}
