import assert from 'node:assert/strict';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { filesUnder } from '../../lib/util/files';
import { runScript } from '../helpers/command';
import { digestsOf } from '../helpers/digests';
import { post, writePublication } from '../helpers/publication';
import { slow } from '../helpers/slow';

const count = 3;
const texts = Object.fromEntries(
  Array.from({ length: 8 }, (_, at) => [
    `content/posts/p${at}.md`,
    post(
      { title: `Post ${at}`, tags: `[T${at % 3}]`, aliases: at === 2 ? '[/old/, /older.html]' : '[]' },
      at === 5 ? 'https://www.youtube.com/watch?v=abc' : `See [the next](/posts/p${(at + 1) % 8}/).`,
    ),
  ]),
);

let folder: string;
const at = (name: string) => join(folder, name);
const shard = (number: number, of = count) => at(`shards/${number}-of-${of}`);
const all = [1, 2, 3];

async function build(outDir: string, args: string[] = [], env: Record<string, string> = {}) {
  return runScript(
    'build',
    {
      CONTENT_DIR: at('content'),
      OUT_DIR: outDir,
      SITE_URL: 'https://example.org',
      BUILD_TIME: '2026-11-23T00:00:00Z',
      ...env,
    },
    args,
  );
}
const buildShard = async (number: number, of = count) => {
  const { code, output } = await build(shard(number, of), ['--shard', `${number}/${of}`]);
  assert.equal(code, 0, output);
};
const merge = (folders: string[], env?: Record<string, string>) =>
  build(at('merged'), ['--merge', ...folders], env);

async function assertRefused(folders: string[], ...messages: RegExp[]) {
  const before = await digestsOf(at('merged'));
  const { code, output } = await merge(folders);
  assert.equal(code, 1);
  for (const message of messages) assert.match(output, message);
  assert.equal(await digestsOf(at('merged')), before, 'the existing site is unchanged');
}

describe('a site built in shards', slow, () => {
  before(async () => {
    folder = await writePublication(texts);
    assert.equal((await build(at('whole'))).code, 0);
    for (const number of all) await buildShard(number);
    const { code, output } = await merge([3, 1, 2].map((number) => shard(number)));
    assert.equal(code, 0, output);
  });

  it('has the same bytes as one built in one piece', async () => {
    assert.equal(await digestsOf(at('merged')), await digestsOf(at('whole')));
  });

  it('leaves a cache for the next build', async () => {
    await merge(all.map((number) => shard(number)));
    const { output } = await build(at('merged'));
    assert.match(output, /^Built 0 pages/m);
    assert.equal(await digestsOf(at('merged')), await digestsOf(at('whole')));
  });

  it('is not merged if a shard is missing or is given twice', async () => {
    await assertRefused(
      [shard(1), shard(3)],
      /missing: 2\/3\. Build what is missing: npm run build -- --shard 2\/3/,
    );
    await cp(shard(1), at('again'), { recursive: true });
    await assertRefused([shard(1), at('again'), shard(2), shard(3)], /again: is shard 1, and so is .*1-of-3/);
  });

  it('is not merged from shards of different sites', async () => {
    await writeFile(at('content/posts/p1.md'), post({ title: 'Post 1' }, 'Another text.'));
    const edited = await build(at('stale'), ['--shard', '2/3']);
    assert.equal(edited.code, 0, edited.output);
    await writeFile(at('content/posts/p1.md'), texts['content/posts/p1.md'] ?? '');
    await assertRefused(
      [shard(1), at('stale'), shard(3)],
      /stale: was built from other content, code or settings than .*1-of-3\. Build both from the same commit/,
    );
    await buildShard(1, 2);
    await assertRefused([shard(1), shard(2), shard(1, 2)], /1-of-2: is one of 2 shards, but .* is one of 3/);
  });

  it('is not merged from damaged shards or other folders', async () => {
    await cp(shard(2), at('damaged'), { recursive: true });
    const page = (await filesUnder(at('damaged'))).find((file) => file.endsWith('.html')) ?? '';
    const whole = await readFile(at(`damaged${page}`));
    await writeFile(at(`damaged${page}`), whole.subarray(1));
    await assertRefused(
      [shard(1), at('damaged'), shard(3)],
      /damaged: \/.*\.html is damaged or missing\. Copy the shard again, or rebuild it: .* --shard 2\/3/,
    );
    await rm(at('damaged/shard.record'));
    await assertRefused(
      [shard(1), at('damaged'), shard(3)],
      /damaged has no complete shard\. Build it again: .* --shard N\/TOTAL/,
      /missing: 2\/3/,
    );
  });

  it('is merged only for the address that it was built for', async () => {
    const { code, output } = await merge([shard(1), shard(2), shard(3)], {
      SITE_URL: 'https://other.example',
    });
    assert.equal(code, 1);
    assert.match(output, /was built for https:\/\/example\.org\/\. Set the same SITE_URL and BASE_PATH\./);
  });

  it('never replaces a whole site with a shard', async () => {
    const { code, output } = await build(at('whole'), ['--shard', '1/3']);
    assert.equal(code, 1);
    assert.match(output, /whole contains a whole site, and a shard would replace it/);
  });

  it('reports invalid arguments', async () => {
    for (const [args, message] of [
      [
        ['--shard', '4/3'],
        /--shard: expected the number of the shard and the number of shards, such as 3\/8, found "4\/3"/,
      ],
      [['--shard', 'x'], /found "x"/],
      [['--merge'], /Expected no arguments, a shard to build/],
      [['--shard', '1/3', '--merge', 'shards/1'], /Expected no arguments, a shard to build/],
      [['--nothing'], /Unknown option '--nothing'/],
    ] as const) {
      const { code, output } = await build(at('merged'), [...args]);
      assert.equal(code, 1);
      assert.match(output, message);
    }
  });
});
