import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { findChromium } from '../tests/helpers/chromium';
import { freePort } from '../tests/helpers/free-port';
import { makePost, writeCorpus } from './corpus';
import { cpuOfTree, memoryOfTree } from './memory';

/** Measures `npm run dev` in a browser; see `docs/benchmarks.md`. */
const { values } = parseArgs({
  options: {
    posts: { type: 'string', multiple: true, default: ['18', '1000', '10000'] },
    edits: { type: 'string', default: '100' },
    pause: { type: 'string', default: '1000' },
    work: { type: 'string', default: '/tmp/letterpress-bench/preview' },
  },
});
const project = dirname(import.meta.dirname);
const pauseMs = Number(values.pause);

/** Saves whose effect on lists, feeds and recommendations is measured. */
const LIST_EDITS = 10;

interface BenchPost {
  slug: string;
  file: string;
  path: string;
}

/**
 * Writes an archive with its own configuration, unless an earlier run has.
 *
 * @returns its folder, the post in the middle, and the newest posts, newest first
 */
function writePublication(posts: number): { folder: string; middle: BenchPost; newest: BenchPost[] } {
  const folder = resolve(values.work, String(posts));
  const corpus = { posts, short: false };
  const postAt = (index: number): BenchPost => {
    const { slug } = makePost(corpus, index);
    return { slug, file: join(folder, 'content/posts', `${slug}.md`), path: `/posts/${slug}/` };
  };
  const middle = postAt(Math.floor(posts / 2));
  mkdirSync(folder, { recursive: true });
  const config = readFileSync(join(import.meta.dirname, 'site.config.ts'), 'utf8');
  writeFileSync(join(folder, 'site.config.ts'), config.replace("'../lib/", `'${project}/lib/`));
  if (!existsSync(middle.file)) writeCorpus(join(folder, 'content'), corpus);
  return { folder, middle, newest: [1, 2, 3].map((at) => postAt(posts - at)) };
}

interface Running {
  child: ChildProcess;
  url: string;
  /** From the start of the command to the first page. */
  seconds: number;
  /** The CPU time of all its processes until then. */
  cpuSeconds: number;
}

async function startPreview(folder: string): Promise<Running> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const started = performance.now();
  const child = spawn('npm', ['run', 'dev'], {
    cwd: project,
    env: { ...process.env, PUBLICATION_DIR: folder, CONTENT_DIR: '', PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
  });
  for (;;) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok && (await response.text()).includes('<main')) break;
    if (child.exitCode !== null) throw new Error('The preview ended.');
    await wait(20);
  }
  const seconds = (performance.now() - started) / 1000;
  return { child, url, seconds, cpuSeconds: cpuOfTree(child.pid ?? 0) / 1000 };
}

/** Starts to wait in the page until a text is painted. Returns a function that gives the time, in milliseconds since the epoch. */
async function watchFor(page: Page, text: string): Promise<() => Promise<number>> {
  const painted = await page.evaluateHandle(
    (wanted) => ({
      time: new Promise<number>((done) => {
        new MutationObserver((_changes, observer) => {
          if (!document.querySelector('main')?.textContent?.includes(wanted)) return;
          observer.disconnect();
          // After the frame in which it is first drawn.
          requestAnimationFrame(() => setTimeout(() => done(performance.timeOrigin + performance.now())));
        }).observe(document, { subtree: true, childList: true, characterData: true });
      }),
    }),
    text,
  );
  return () => painted.evaluate(({ time }) => time);
}

/**
 * Makes edits.
 *
 * @param afterEach called after the pause that follows each edit
 * @returns the milliseconds from each save to the screen
 */
async function edit(
  page: Page,
  file: string,
  edits: number,
  name: string,
  afterEach = () => {},
): Promise<number[]> {
  const original = readFileSync(file, 'utf8');
  const times: number[] = [];
  for (let at = 1; at <= edits; at++) {
    const word = `${name}${at}x`;
    const painted = await watchFor(page, word);
    const saved = Date.now();
    // At the start of the first paragraph.
    writeFileSync(file, original.replace(/^---\n\n/m, `---\n\n${word} `));
    const late = wait(60_000).then(() => Number.POSITIVE_INFINITY);
    times.push((await Promise.race([painted(), late])) - saved);
    await wait(pauseMs);
    afterEach();
  }
  writeFileSync(file, original);
  return times;
}

/** How long it takes until other pages show what was saved, in milliseconds. */
interface Following {
  lists: number[];
  feeds: number[];
  recommendations: number[];
}

/** Saves the newest post with another title and another related post. */
async function follow(url: string, [newest, ...others]: BenchPost[]): Promise<Following> {
  const times: Following = { lists: [], feeds: [], recommendations: [] };
  if (!newest) return times;
  const original = readFileSync(newest.file, 'utf8');
  const changedAt = async (path: string, isChanged: (html: string) => boolean, saved: number) => {
    for (;;) {
      const response = await fetch(url + path);
      if (isChanged(await response.text())) return performance.now() - saved;
      await wait(20);
    }
  };
  for (let at = 0; at < LIST_EDITS; at++) {
    const title = `Follows${at}x`;
    const related = others[at % others.length];
    const isRelated = (html: string) =>
      html.split('id="recommended"')[1]?.includes(related?.path ?? '') ?? false;
    const saved = performance.now();
    const frontMatter = `title: "${title}"\nrelated: [${related?.slug}]`;
    writeFileSync(newest.file, original.replace(/^title: .*$/m, frontMatter));
    const [list, feed, recommendation] = await Promise.all([
      changedAt('/', (html) => html.includes(title), saved),
      changedAt('/feed.xml', (xml) => xml.includes(title), saved),
      changedAt(newest.path, isRelated, saved),
    ]);
    times.lists.push(list);
    times.feeds.push(feed);
    times.recommendations.push(recommendation);
    await wait(pauseMs);
  }
  writeFileSync(newest.file, original);
  return times;
}

const medianOf = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;

async function measurePreview(posts: number): Promise<string> {
  const { folder, middle, newest } = writePublication(posts);
  const { file, path } = middle;
  const original = readFileSync(file, 'utf8');
  // The second start is that of a warm checkout.
  const first = await startPreview(folder);
  await stop(first);
  const preview = await startPreview(folder);
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--no-first-run'],
  });
  try {
    const page = await browser.newPage();
    await page.goto(preview.url + path);
    await edit(page, file, 3, 'warm');
    const { pid = 0 } = preview.child;
    const before = memoryOfTree(pid);
    const cpuBefore = cpuOfTree(pid);
    const memory: number[] = [];
    const times = await edit(page, file, Number(values.edits), 'edit', () => memory.push(memoryOfTree(pid)));
    const cpu = (cpuOfTree(pid) - cpuBefore) / times.length;
    const { lists, feeds, recommendations } = await follow(preview.url, newest);
    const ms = (value: number) => value.toFixed(0);
    const mb = (bytes: number) => (bytes / 1e6).toFixed(0);
    const cells = [
      posts.toLocaleString('en'),
      preview.seconds.toFixed(1),
      preview.cpuSeconds.toFixed(1),
      ms(medianOf(times)),
      ms(Math.max(...times)),
      ms(cpu),
      ...[lists, feeds, recommendations].map((each) => `${ms(medianOf(each))} / ${ms(Math.max(...each))}`),
      mb(before),
      mb(memory.at(-1) ?? 0),
      mb(Math.max(...memory)),
    ];
    return `| ${cells.join(' | ')} |`;
  } finally {
    writeFileSync(file, original);
    await browser.close();
    await stop(preview);
  }
}

async function stop({ child }: Running): Promise<void> {
  const ended = new Promise((done) => child.once('exit', done));
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
  await ended;
}

console.log(
  `| Posts | Start in s | CPU | Save to screen in ms, median of ${values.edits} | Worst | CPU | Lists, median / worst | Feeds | Recommendations | Memory in MB | After the edits | Highest |
|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|`,
);
for (const posts of values.posts) console.log(await measurePreview(Number(posts)));
