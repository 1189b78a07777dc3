import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { runScript } from '../helpers/command';
import { post, writePublication } from '../helpers/publication';

const paragraphs = (...texts: string[]) => texts.join('\n\n');

describe('npm run review', () => {
  let folder: string;
  const write = (name: string, content: string) =>
    writeFileSync(join(folder, 'posts', `${name}.md`), content);
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args]);
  const review = (args: string[], env: Record<string, string> = {}) =>
    runScript('review', { CONTENT_DIR: folder, BUILD_TIME: '2026-11-23', ...env }, args);

  before(async () => {
    folder = await writePublication({
      'posts/mills.md': post(
        { title: 'Mills', description: 'About mills.' },
        paragraphs('First.', 'The old wheel turns the stone slowly.', 'Third.', '- one\n- two', 'Last.'),
      ),
      'posts/weirs.md': post(
        { title: 'Weirs' },
        'A weir holds the water back, and lets it go over its crest.',
      ),
      'posts/locks.md': post({ title: 'Locks' }),
      'posts/same.md': post({ title: 'Same' }),
    });
    git('init', '--quiet', '--initial-branch=main');
    git('add', '.');
    git('commit', '--quiet', '--message=Before');
    write(
      'mills',
      post(
        { title: 'Mills', description: 'About *water* mills.' },
        paragraphs(
          'First.',
          'An inserted paragraph.',
          'The new wheel turns <the> stone slowly.',
          'Third.',
          '- one\n- three',
          'Last.',
        ),
      ),
    );
    renameSync(join(folder, 'posts/weirs.md'), join(folder, 'posts/dams.md'));
    rmSync(join(folder, 'posts/locks.md'));
    git('add', '.');
    // A file that is not in git yet.
    write('canals', post({ title: 'Canals', draft: 'true' }, 'Three new words.'));
  });

  it('prints what has changed in each article since a commit, word by word', async () => {
    const { code, output } = await review(['main']);
    assert.equal(code, 0, output);
    assert.match(output, /^4 articles changed\.$/m);
    assert.match(output, /^### Mills\n\n\S*posts\\\/mills\\\.md$/m);
    assert.match(output, /^> description\\: About <ins>\\\*water\\\*<\/ins> mills\\\.$/m);
    assert.match(
      output,
      /^> \*1 unchanged paragraph\*\n\n> <ins>An inserted paragraph\\.<\/ins>\n\n> The <del>old<\/del><ins>new<\/ins> wheel turns <ins>\\<<\/ins>the<ins>\\><\/ins> stone slowly\\\.\n\n> \*1 unchanged paragraph\*\n\n> \\- one<br>\\- <del>two<\/del><ins>three<\/ins>$/m,
    );
    assert.match(output, /^### Weirs\n\n\S*posts\\\/dams\\\.md · was posts\\\/weirs\\\.md$/m);
    assert.match(output, /^### posts\\\/locks\\\.md\n\n.* · deleted$/m);
    assert.match(output, /^### Canals\n\n\S*posts\\\/canals\\\.md · draft · new\\, 3 words$/m);
    assert.doesNotMatch(output, /Same|Locks/);
  });

  it('links to each article on the site of the pull request, and to the previews of drafts', async () => {
    const site = 'https://deploy-preview-7--rivers.example';
    const { output } = await review(['main', '--site', site], { PREVIEW_SECRET: 'a'.repeat(32) });
    assert.match(output, /^### \[Mills\]\(<https:\/\/deploy-preview-7--rivers\.example\/posts\/mills\/>\)$/m);
    assert.match(
      output,
      /^### \[Canals\]\(<https:\/\/deploy-preview-7--rivers\.example\/preview\/[\da-f]{32}\/>\)$/m,
    );
    // Without the secret, drafts are nowhere.
    assert.match((await review(['main', '--site', site])).output, /^### Canals$/m);
  });

  it('shows a paragraph that was rewritten as a whole', async () => {
    const old = 'A weir holds the water back, and lets it go over its crest.';
    const now = 'Nobody knows when people first built dams across rivers.';
    git('add', '.');
    git('commit', '--quiet', '--message=After');
    write('dams', post({ title: 'Weirs' }, now));
    const { output } = await review(['HEAD']);
    assert.ok(output.replaceAll('\\', '').includes(`> <del>${old}</del> <ins>${now}</ins>`), output);
  });

  it('expects a commit', async () => {
    for (const [args, message] of [
      [[], /Expected a commit or branch/],
      [['nowhere'], /nowhere: expected a commit or branch of the git repository/],
      [['main', '--site', 'x'], /--site: expected an origin/],
    ] as const) {
      const { code, output } = await review([...args]);
      assert.equal(code, 1, output);
      assert.match(output, message);
    }
  });
});
