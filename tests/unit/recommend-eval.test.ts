import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';

interface Report {
  posts: number;
  methods: Record<
    string,
    { recallAt5: number; hitAt5: number; mrr: number; coverage: number; seconds: number }
  >;
}

/** Forty posts in pairs about one topic. The second of each pair links to the first. Dates are unrelated. */
const lines = Array.from({ length: 40 }, (_, at) => {
  const topic = `topic${at >> 1}`;
  return {
    id: `posts/p${at}`,
    title: `On ${topic}`,
    tags: [],
    date: `20${10 + ((at * 7) % 13)}-01-0${1 + (at % 9)}`,
    markdown: `All of ${topic}${at % 2 === 1 ? `, more than [in the first](/posts/p${at - 1}).` : '.'}`,
    links: at % 2 === 1 ? [`posts/p${at - 1}`] : [],
  };
});

async function evaluate(content: string, ...flags: string[]): Promise<{ code: number; output: string }> {
  const file = join(await mkdtemp(join(tmpdir(), 'letterpress-')), 'corpus.jsonl');
  await writeFile(file, content);
  return new Promise((done) => {
    const args = ['--import', 'tsx', 'bench/recommend/index.ts', file, ...flags];
    execFile(process.execPath, args, (error, stdout, stderr) =>
      done({ code: Number(error?.code ?? 0), output: stdout + stderr }),
    );
  });
}

describe('npm run recommend:eval', () => {
  it('measures how many links each method predicts', async () => {
    const { code, output } = await evaluate(lines.map((line) => JSON.stringify(line)).join('\n'), '--json');
    assert.equal(code, 0, output);
    const { posts, methods } = JSON.parse(output) as Report;
    assert.equal(posts, 40);
    const { letterpress, 'nearest in date': byDate } = methods;
    assert.equal(letterpress?.recallAt5, 1);
    assert.equal(letterpress?.mrr, 1);
    assert.ok(byDate && byDate.recallAt5 < 0.5);
    assert.ok(Object.values(methods).every(({ coverage, hitAt5 }) => coverage <= 1 && hitAt5 <= 1));
  });

  it('reports each invalid line of a corpus', async () => {
    const { code, output } = await evaluate('{"id": "a"}\nnothing\n');
    assert.equal(code, 1);
    assert.match(output, /corpus\.jsonl:1: expected strings for "id", "title", "date" and "markdown"/);
    assert.match(output, /corpus\.jsonl:2: invalid JSON: .*; expected one object per line/);
  });
});
