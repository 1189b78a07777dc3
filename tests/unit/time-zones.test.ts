import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { parse } from 'yaml';
import { checkSiteConfig } from '../../lib/config/check-site';
import { site } from '../../lib/config/site';
import { dayIn, localTime, parseContentDate } from '../../lib/util/dates';
import { ownPublication, runIn } from '../helpers/own-publication';
import { post, writePublication } from '../helpers/publication';

describe('a date in front matter', () => {
  const momentOf = (text: string, timeZone: string) => {
    const date = parseContentDate(text, timeZone);
    assert.ok(typeof date !== 'string', `${text} in ${timeZone}`);
    return date.iso.replace(':00.000Z', 'Z');
  };
  const cases: [text: string, timeZone: string, moment: string][] = [
    ['2026-12-24', 'Asia/Tokyo', '2026-12-23T15:00Z'],
    ['2026-12-24 09:00', 'Asia/Tokyo', '2026-12-24T00:00Z'],
    ['2026-12-24 09:00Z', 'Asia/Tokyo', '2026-12-24T09:00Z'],
    ['2026-12-24T09:00+01:00', 'Asia/Tokyo', '2026-12-24T08:00Z'],
    ['2026-12-24', 'Asia/Kathmandu', '2026-12-23T18:15Z'],
    ['2026-12-24 09:00', 'Asia/Kathmandu', '2026-12-24T03:15Z'],
    ['2026-12-24', 'America/New_York', '2026-12-24T05:00Z'],
    ['2026-07-04', 'America/New_York', '2026-07-04T04:00Z'],
    // On March 8, clocks go from 2:00 to 3:00: 2:30 does not exist, and is 3:30.
    ['2026-03-08 01:59', 'America/New_York', '2026-03-08T06:59Z'],
    ['2026-03-08 02:30', 'America/New_York', '2026-03-08T07:30Z'],
    ['2026-03-08 03:00', 'America/New_York', '2026-03-08T07:00Z'],
    // On November 1, they go from 2:00 to 1:00: 1:30 exists twice, and is the first.
    ['2026-11-01 01:30', 'America/New_York', '2026-11-01T05:30Z'],
    ['2026-11-01 02:00', 'America/New_York', '2026-11-01T07:00Z'],
    // East of Greenwich, the same.
    ['2026-03-29 02:30', 'Europe/Berlin', '2026-03-29T01:30Z'],
    ['2026-10-25 02:30', 'Europe/Berlin', '2026-10-25T00:30Z'],
    ['2026-10-25 03:00', 'Europe/Berlin', '2026-10-25T02:00Z'],
    ['2026-10-04 02:15', 'Australia/Lord_Howe', '2026-10-03T15:45Z'],
    // This day does not exist in Samoa.
    ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00Z'],
  ];
  for (const [text, timeZone, moment] of cases)
    it(`is in the time zone of the publication: ${text} in ${timeZone}`, () => {
      assert.equal(momentOf(text, timeZone), moment);
    });

  it('is shown with the offset of its time zone', () => {
    const local = (moment: string, timeZone?: string) => localTime(new Date(moment), timeZone);
    assert.equal(local('2026-12-24T00:00:00Z'), '2026-12-24T00:00:00Z');
    assert.equal(local('2026-12-24T00:00:00Z', 'Asia/Kathmandu'), '2026-12-24T05:45:00+05:45');
    assert.equal(local('2026-11-01T05:30:00Z', 'America/New_York'), '2026-11-01T01:30:00-04:00');
    assert.equal(local('2026-11-01T06:30:00Z', 'America/New_York'), '2026-11-01T01:30:00-05:00');
    assert.equal(dayIn(new Date('2026-12-23T18:15:00Z'), 'Asia/Kathmandu'), '2026-12-24');
  });
});

describe('the time zone in site.config.ts', () => {
  const problemOf = (timeZone: string) => {
    try {
      checkSiteConfig({ ...site, timeZone });
    } catch (error) {
      return (error as Error).message;
    }
    return '';
  };
  it('is a name, of which a misspelling is recognized', () => {
    assert.match(problemOf('Asia/Tokio'), /timeZone: .*found "Asia\/Tokio"; did you mean "Asia\/Tokyo"\?/);
    assert.match(problemOf('new york'), /did you mean "America\/New_York"\?/);
    assert.match(problemOf('Berlim'), /did you mean "Europe\/Berlin"\?/);
    // An offset is not the same all year, and not every version of Node.js accepts one.
    assert.match(problemOf('+09:00'), /expected the name of a time zone such as "Europe\/Berlin"/);
    for (const name of ['UTC', 'Asia/Tokyo', 'Asia/Kathmandu']) assert.equal(problemOf(name), '');
  });
});

describe('a publication in Tokyo', () => {
  let folder: string;
  const read = (path: string) => readFileSync(join(folder, 'out', path), 'utf8');
  /** The command on the last second before and at midnight in Tokyo. */
  const at = (command: string, time: string, args: string[] = []) => {
    const { status, output } = runIn(folder, command, { BUILD_TIME: time }, args);
    assert.equal(status, 0, output);
    return output;
  };
  before(async () => {
    folder = await ownPublication((copy) => rmSync(join(copy, 'content'), { recursive: true }));
    mkdirSync(join(folder, 'content/posts'), { recursive: true });
    const write = (name: string, fields: Record<string, string>) =>
      writeFileSync(join(folder, `content/posts/${name}.md`), post({ title: name, ...fields }));
    write('new-year', { date: '2026-01-01' });
    write('morning', { date: '2026-01-01 09:00', updated: '2026-01-01' });
    write('christmas', { date: '2026-12-24' });
    write('boxing-day', { date: '2026-12-26 09:00' });
    write('sketch', { draft: 'true' });
    writeFileSync(
      join(folder, 'site.config.ts'),
      `export const siteConfig = {
  title: 'Rivers', tagline: 'A tagline', description: 'A description.', url: 'https://own.example', language: 'en', copyright: 'Ada',
  timeZone: 'Asia/Tokyo', postPath: '/:year/:month/:slug/',
};
`,
    );
  });

  it('publishes a post when its day begins there', () => {
    const before = at('build', '2026-12-23T14:59:59Z');
    assert.match(
      before,
      /^Not published: 1 draft, 2 scheduled posts\. Next: \S*christmas\.md at 2026-12-24T00:00\+09:00\.$/m,
    );
    assert.ok(!existsSync(join(folder, 'out/2026/12/christmas')));
    const json = at('build', '2026-12-23T15:00:00Z', ['--json']);
    const { unpublished } = JSON.parse(json.split('\n').find((line) => line.startsWith('{')) ?? '');
    assert.equal(unpublished.drafts, 1);
    assert.deepEqual(
      unpublished.scheduled.map(({ title, date }: Record<string, string>) => [title, date]),
      [['boxing-day', '2026-12-26T09:00:00+09:00']],
    );
    assert.match(read('2026/12/christmas/index.html'), /<time[^>]* datetime="2026-12-24">/i);
  });

  it('lists what is scheduled in npm run check, the next post first', () => {
    const output = at('check', '2026-12-01');
    assert.match(output, /Next: \S*christmas\.md at 2026-12-24T00:00\+09:00\./);
    assert.match(
      output,
      /^ {2}2026-12-24T00:00\+09:00 {2}\S*christmas\.md {2}christmas\n {2}2026-12-26T09:00\+09:00 {2}\S*boxing-day\.md {2}boxing-day$/m,
    );
  });

  it('has the same days everywhere', () => {
    const page = read('2026/01/new-year/index.html');
    assert.match(page, /<time[^>]* datetime="2026-01-01">1 January 2026</i);
    assert.match(page, /"datePublished":"2025-12-31T15:00:00\.000Z"/);
    assert.match(page, /property="article:published_time" content="2025-12-31T15:00:00\.000Z"/);
    assert.match(read('2026/01/morning/index.html'), /<time[^>]* datetime="2026-01-01T00:00:00\.000Z">/i);
    assert.match(read('archive/index.html'), /2026[\s\S]*new-year/);
    assert.doesNotMatch(read('archive/index.html'), /2025/);
    assert.match(read('2026/01/new-year/index.md'), /^date: 2026-01-01$/m);
    assert.match(read('feed.xml'), /<pubDate>Wed, 31 Dec 2025 15:00:00 GMT<\/pubDate>/);
    assert.match(read('atom.xml'), /<published>2025-12-31T15:00:00\.000Z<\/published>/);
    assert.match(
      read('sitemap.xml'),
      /2026\/01\/new-year\/<\/loc><lastmod>2025-12-31T15:00:00\.000Z<\/lastmod>/,
    );
    assert.match(read('humans.txt'), /^Last update: 2026-12-24$/m);
  });
});

describe('the hourly run of the workflow that publishes', () => {
  const { jobs } = parse(readFileSync('.github/workflows/publish.yml', 'utf8'));
  const { run } = jobs.due.steps.find(({ name }: { name?: string }) => /is due/.test(name ?? ''));
  /** Runs the step with what the last run has recorded. @returns what it prints, and whether it starts a build */
  const look = async (next: string | undefined) => {
    const folder = await writePublication({ gh: '#!/bin/sh\necho "$*" > started\n' });
    chmodSync(join(folder, 'gh'), 0o755);
    if (next !== undefined) writeFileSync(join(folder, 'next-post'), next);
    const printed = execFileSync('bash', ['-e', '-c', run], {
      cwd: folder,
      encoding: 'utf8',
      env: {
        ...process.env,
        PATH: `${folder}:${process.env.PATH}`,
        GITHUB_REPOSITORY: 'a/b',
        GITHUB_REF_NAME: 'main',
      },
    });
    return { printed, isStarted: existsSync(join(folder, 'started')) };
  };

  it('ends where no post is due', async () => {
    assert.deepEqual(await look(''), { printed: 'No post is scheduled.\n', isStarted: false });
    const next = '2999-12-24T09:00:00+09:00';
    assert.deepEqual(await look(next), { printed: `The next post is due at ${next}.\n`, isStarted: false });
  });
  it('publishes where a post is due, or it is not known', async () => {
    for (const next of ['2026-01-01T09:00:00+09:00', undefined])
      assert.equal((await look(next)).isStarted, true, next);
  });
});
