import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { hashesOf, sampleFiles } from '../../lib/init/sample';
import { filesUnder } from '../../lib/util/files';
import { copyProject, runInCopy } from '../helpers/project-copy';
import { slow } from '../helpers/slow';

const answers = [
  '--title',
  'Quiet Rivers',
  '--url',
  'https://quiet-rivers.example',
  '--author',
  'Ada Example',
];

/** What would be left of Linear Memory: its names, tags, address and mark, and the repository's own URL. */
const ours =
  /linear[- ]?memory|standards[- ]desk|runtime[- ]desk|toolchain[- ]desk|webassembly|wasi\b|bytecode|M0 0h7v7|M0 0h12v12/i;

describe('npm run init', () => {
  let folder: string;
  const read = (path: string) => readFileSync(join(folder, path), 'utf8');
  before(async () => {
    folder = await copyProject();
  });

  it('asks for what is missing, in one message, if it cannot ask', () => {
    const { status, output } = runInCopy(folder, 'init', [
      '--url',
      'example.org/blog',
      '--language',
      'english!',
    ]);
    assert.equal(status, 1);
    for (const expected of [
      /^--title is missing\..*--title "…"$/m,
      /^--url: expected an origin such as https:\/\/example\.org, .*found "example\.org\/blog"$/m,
      /^--author is missing/m,
      /^--language: expected a BCP 47 tag/m,
    ])
      assert.match(output, expected);
    assert.ok(existsSync(join(folder, 'content/posts/start-here/index.md')), 'nothing has changed');
  });

  it('replaces Linear Memory, of which nothing is left in the site', async () => {
    writeFileSync(
      join(folder, 'content/posts/mine.md'),
      '---\ntitle: Mine\ndate: 2026-01-02\n---\n\nMy text.\n',
    );
    mkdirSync(join(folder, 'out'));
    writeFileSync(join(folder, 'out/index.html'), 'Linear Memory');
    const { status, output } = runInCopy(folder, 'init', [...answers, '--yes']);
    assert.equal(status, 0, output);
    assert.match(output, /^Wrote 6 files, removed \d+ files of Linear Memory\.$/m);
    assert.match(output, /^Kept, because you have made or changed them:\n {2}content\/posts\/mine\.md$/m);
    assert.match(output, /Next: npm start/);
    assert.ok(!existsSync(join(folder, 'out')), 'the site of the sample is deleted');

    const again = runInCopy(folder, 'build');
    assert.equal(again.status, 0, again.output);
    assert.doesNotMatch(again.output, /warning|Note:/);
    const files = await filesUnder(join(folder, 'out'));
    for (const path of files) {
      assert.doesNotMatch(path, ours);
      if (/\.(?:br|gz|png|ico|woff2|avif|webp)$/.test(path)) continue;
      assert.equal(ours.exec(read(`out${path}`))?.[0], undefined, path);
    }
    assert.match(read('out/index.html'), /<title>Quiet Rivers/);
    assert.match(
      read('out/posts/hello/index.html'),
      /href="https:\/\/quiet-rivers\.example\/posts\/hello\/"/,
    );
    assert.match(read('out/icon.svg'), /<title>Quiet Rivers<\/title>/);
    assert.ok(files.includes('/posts/mine/index.html'), 'the post of the owner is published');
  });

  it('can be run again, with other answers', slow, () => {
    for (const [title, author, language, theme, mark] of [
      [`"O'Hare" & <b>Söhne</b> *`, 'Zoë [X]', 'de', 'magazine', 'q'],
      ['مذكرات', 'ليلى', 'ar', 'notes', 'q'],
      ['静かな川', '花子', 'ja', 'classic', 'q'],
      ['1. FC Fluss', '42', 'DE-AT', 'classic', 'q'],
      ['...', 'Ada Example', 'en', 'classic', 'M0 0h9v14'],
    ] as const) {
      const args = [
        '--title',
        title,
        '--url',
        'https://a.example',
        '--author',
        author,
        '--language',
        language,
      ];
      const { status, output } = runInCopy(folder, 'init', [...args, '--theme', theme, '--yes']);
      assert.equal(status, 0, output);
      assert.ok(read('theme.config.ts').includes(mark), `the mark of ${title}`);
      assert.equal(/The interface has no ja yet/.test(output), language === 'ja', output);
      const check = runInCopy(folder, 'check');
      assert.equal(check.status, 0, check.output);
      assert.match(check.output, /^\d documents, no errors\.$/m);
    }
  });

  it('offers the earlier answers', () => {
    const [url = ''] = /url: '[^']+'/.exec(read('site.config.ts')) ?? [];
    assert.match(url, /example/);
    const { status, output } = runInCopy(folder, 'init', ['--title', 'Other Rivers', '--yes']);
    assert.equal(status, 0, output);
    assert.match(output, /^Other Rivers \(en, theme classic\) is ready/m);
    assert.ok(read('site.config.ts').includes(url));
    assert.match(read('site.config.ts'), /defaultAuthors: \['ada-example'\]/);
  });

  it('never overwrites what the owner has changed, and never brings back what she has deleted', () => {
    const config = `${read('site.config.ts')}// Mine.\n`;
    writeFileSync(join(folder, 'site.config.ts'), config);
    spawnSync('rm', ['-r', join(folder, 'content/posts/hello')]);
    const { status, output } = runInCopy(folder, 'init', [...answers, '--yes']);
    assert.equal(status, 0, output);
    assert.match(output, /^ {2}site\.config\.ts$/m);
    assert.equal(read('site.config.ts'), config);
    assert.ok(!existsSync(join(folder, 'content/posts/hello')));
  });

  const hasScript = spawnSync('script', ['-qec', 'true', '/dev/null']).status === 0;
  it('asks in a terminal, again after a mistake, and before it overwrites', {
    skip: hasScript ? false : 'needs script of util-linux',
  }, () => {
    const { status, stdout } = spawnSync(
      'script',
      ['-qec', `${process.execPath} scripts/run.js init`, '/dev/null'],
      {
        cwd: folder,
        encoding: 'utf8',
        input: 'Loud Rivers\nloud.example/blog\nloud.example\nAda Example\n\nmagazine\ny\n',
        env: {
          ...process.env,
          PUBLICATION_DIR: '',
          LETTERPRESS_WORK_DIR: '',
          OUT_DIR: '',
          NODE_TEST_CONTEXT: '',
        },
      },
    );
    assert.equal(status, 0, stdout);
    assert.match(stdout, /expected an origin such as/);
    assert.match(stdout, /You have changed site\.config\.ts\. Overwrite it\? \(y\/N\)/);
    assert.match(read('site.config.ts'), /title: 'Loud Rivers'[\s\S]*url: 'https:\/\/loud\.example'/);
  });
});

describe('the sample publication', () => {
  const isOwned = existsSync('engine.json');
  it('is recorded, so that npm run init recognizes its files', {
    skip: isOwned ? 'this repository has an owner' : false,
  }, () => {
    assert.deepEqual(
      sampleFiles,
      hashesOf('.'),
      'The files of the sample have changed: npx tsx tests/helpers/record-sample.ts',
    );
  });
});
