import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { before, describe, it } from 'node:test';
import { engineFiles } from '../../lib/upgrade/owner-files';
import { digestsOf } from '../helpers/digests';
import { copyProject, runInCopy } from '../helpers/project-copy';
import { writePublication } from '../helpers/publication';
import { slow } from '../helpers/slow';

function git(folder: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd: folder, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return stdout;
}

function commitAll(folder: string, message: string): void {
  git(folder, 'add', '--all');
  git(
    folder,
    '-c',
    'user.name=Ada',
    '-c',
    'user.email=ada@example.org',
    'commit',
    '--quiet',
    '--message',
    message,
  );
}

/** Adds a line that changes nothing to a text file. */
const comment = (path: string) =>
  path.endsWith('.css') ? '/* Changed. */\n' : path.endsWith('.md') ? '\nChanged.\n' : '// Changed.\n';

describe('npm run upgrade', slow, () => {
  let owner: string;
  let newer: string;
  let started: string;
  const read = (path: string) => readFileSync(join(owner, path), 'utf8');
  const edit = (folder: string, path: string, change: (text: string) => string) =>
    writeFileSync(join(folder, path), change(readFileSync(join(folder, path), 'utf8')));

  before(async () => {
    owner = await copyProject();
    started = await writePublication({});
    for (const path of engineFiles(owner)) {
      mkdirSync(dirname(join(started, path)), { recursive: true });
      cpSync(join(owner, path), join(started, path));
    }
    newer = await writePublication({});
    cpSync(started, newer, { recursive: true });

    // The owner: a copy of the template, her own publication, and a change in a component.
    git(owner, 'init', '--quiet');
    commitAll(owner, 'Initial commit');
    const answers = [
      '--title',
      'Quiet Rivers',
      '--url',
      'https://quiet-rivers.example',
      '--author',
      'Ada Example',
    ];
    assert.equal(runInCopy(owner, 'init', [...answers, '--yes']).status, 0);
    edit(owner, 'components/site/Footer.tsx', (text) => text.replace('<footer', '<footer data-mine="yes"'));
    edit(owner, 'package.json', (text) => text.replace('"name": "letterpress"', '"name": "quiet-rivers"'));
    writeFileSync(join(owner, 'README.md'), '# Quiet Rivers\n');
    commitAll(owner, 'Quiet Rivers');

    // The new version: 300 files have changed, one is new, one is gone, and its articles are not for her.
    const changed = engineFiles(newer).filter((path) =>
      /^(?:lib|components|app|tests|bench)\/.*\.(?:tsx?|css)$/.test(path),
    );
    for (const path of changed.slice(0, 300)) appendFileSync(join(newer, path), comment(path));
    appendFileSync(join(newer, 'components/site/Footer.tsx'), '// Also changed.\n');
    edit(newer, 'package.json', (text) => text.replace(/"version": "[^"]*"/, '"version": "9.9.0"'));
    writeFileSync(join(newer, 'docs/new.md'), '# New\n');
    rmSync(join(newer, 'docs/scale.md'));
    edit(newer, 'README.md', (text) => text.replace('# Letterpress', '# The new Letterpress'));
    cpSync('tests/fixtures/linear-memory/content', join(newer, 'content'), { recursive: true });
  });

  it('explains what is missing', () => {
    const cases: [args: string[], message: RegExp][] = [
      [[], /Expected one SOURCE/],
      [['./nowhere'], /^\.\/nowhere does not exist/m],
      [['docs'], /^docs: expected Letterpress, with its package\.json/m],
      [[newer], /Nothing has changed\. To upgrade, run the command again with --yes/],
    ];
    for (const [args, message] of cases) {
      const { status, output } = runInCopy(owner, 'upgrade', args);
      assert.equal(status, 1, output);
      assert.match(output, message);
      assert.doesNotMatch(output, /^ +at /m);
    }
    writeFileSync(join(owner, 'stray.txt'), '');
    assert.match(
      runInCopy(owner, 'upgrade', [newer]).output,
      /There are uncommitted changes[\s\S]*stray\.txt/,
    );
  });

  it('shows what it would do, also with uncommitted changes', async () => {
    const files = await digestsOf(join(owner, 'lib'));
    const { status, output } = runInCopy(owner, 'upgrade', [newer, '--dry-run']);
    assert.equal(status, 0, output);
    assert.match(
      output,
      /^From \S+ to 9\.9\.0: 30\d files: 1 added, \d+ updated, 1 deleted, 2 merged, 1 kept\.$/m,
    );
    assert.match(
      output,
      /^Merged with your changes:\n {2}components\/site\/Footer\.tsx\n {2}package\.json$/m,
    );
    assert.match(output, /^Kept as you have them:\n {2}README\.md \(you have changed it\)$/m);
    assert.equal(await digestsOf(join(owner, 'lib')), files);
    rmSync(join(owner, 'stray.txt'));
  });

  it('brings in a version from an archive, without common history, and leaves what is hers', async () => {
    const archive = `${newer}.tar.gz`;
    assert.equal(
      spawnSync('tar', ['-czf', archive, '-C', dirname(newer), newer.slice(dirname(newer).length + 1)])
        .status,
      0,
    );
    const publication = ['content', 'site.config.ts', 'theme.config.ts'].map((path) =>
      git(owner, 'rev-parse', `HEAD:${path}`),
    );
    const { status, output } = runInCopy(owner, 'upgrade', [archive, '--yes']);
    rmSync(archive);
    assert.equal(status, 0, output);
    assert.match(output, /What is different in the site:/);
    assert.match(output, /Upgraded to 9\.9\.0/);
    commitAll(owner, 'Upgrade');
    assert.deepEqual(
      ['content', 'site.config.ts', 'theme.config.ts'].map((path) => git(owner, 'rev-parse', `HEAD:${path}`)),
      publication,
    );
    assert.match(read('components/site/Footer.tsx'), /data-mine="yes"[\s\S]*\/\/ Also changed\.\n$/);
    assert.match(read('out/index.html'), /<footer data-mine="?yes"?/);
    const { name, version } = JSON.parse(read('package.json'));
    assert.deepEqual([name, version], ['quiet-rivers', '9.9.0']);
    assert.ok(existsSync(join(owner, 'docs/new.md')) && !existsSync(join(owner, 'docs/scale.md')));
    const again = runInCopy(owner, 'upgrade', [newer]);
    assert.match(again.output, /to 9\.9\.0: nothing to change\./);
    assert.equal(again.status, 0);
  });

  it('marks conflicts as git does, loses nothing, and says how to go on', () => {
    edit(owner, 'docs/new.md', () => '# Mine\n');
    rmSync(join(owner, 'docs/design.md'));
    commitAll(owner, 'My own notes');
    edit(newer, 'docs/new.md', () => '# Newer\n');
    appendFileSync(join(newer, 'docs/design.md'), '\nChanged again.\n');
    const { status, output } = runInCopy(owner, 'upgrade', [newer, '--yes']);
    assert.equal(status, 1);
    assert.match(output, /^Conflicts:\n {2}docs\/new\.md \(in 1 place\)$/m);
    assert.match(output, /docs\/design\.md \(you have deleted it; the new version has changed it\)/);
    assert.match(
      output,
      /1 file with conflicts: edit the places[\s\S]*npm run check\nnpm run build\nnpm run compare/,
    );
    assert.equal(read('docs/new.md'), '<<<<<<< yours\n# Mine\n=======\n# Newer\n>>>>>>> 9.9.0\n');
    assert.ok(!existsSync(join(owner, 'docs/design.md')));
    git(owner, 'checkout', '--quiet', '.');
  });

  it('takes a git repository, and finds the common history where nothing is recorded', () => {
    const upstream = started;
    for (const path of ['content', 'site.config.ts', 'theme.config.ts'])
      cpSync(join(owner, path), join(upstream, path), { recursive: true });
    git(upstream, 'init', '--quiet');
    commitAll(upstream, 'The version that she started from');
    git(upstream, 'tag', 'v1.0.0');
    const clone = `${upstream}-clone`;
    git('.', 'clone', '--quiet', upstream, clone);
    appendFileSync(join(clone, 'SECURITY.md'), '\nMine.\n');
    commitAll(clone, 'Mine');
    edit(upstream, 'SECURITY.md', (text) => `Newer.\n${text}`);
    commitAll(upstream, 'Newer');
    git(upstream, 'tag', 'v1.1.0');
    spawnSync('cp', ['-al', join(owner, 'node_modules'), clone]);
    const { status, output } = runInCopy(clone, 'upgrade', [`${upstream}#v1.1.0`, '--dry-run']);
    rmSync(clone, { recursive: true });
    assert.equal(status, 0, output);
    assert.match(output, /^From [0-9a-f]{7} to \S+ \([0-9a-f]{7}\): 1 file: 1 merged\.$/m);
    const unknown = runInCopy(owner, 'upgrade', [`${upstream}#v3`, '--dry-run']);
    assert.match(unknown.output, /has no tag, branch or commit v3/);
  });
});
