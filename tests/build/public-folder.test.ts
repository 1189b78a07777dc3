import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join, relative } from 'node:path';
import { describe, it } from 'node:test';
import { listPublicFiles } from '../../lib/content/public-files';
import { link, readFolder, writeFolder } from '../helpers/content-folders';
import { post } from '../helpers/publication';

describe('public/', () => {
  const list = (files: Record<string, string>, links: Record<string, string> = {}) => {
    const folder = writeFolder({ 'secret.txt': 'CANARY', ...files });
    for (const [path, target] of Object.entries(links)) link(folder, path, target);
    const { paths, errors } = listPublicFiles(join(folder, 'public'));
    return {
      paths,
      reports: errors.map(({ file, message }) => `${relative(join(folder, 'public'), file)}: ${message}`),
      folder,
    };
  };

  it('is published as it is, without hidden files', () => {
    const { paths, reports } = list({
      'public/icon.png': '',
      'public/tool/index.html': '<script>1</script>',
      'public/.env': 'CANARY',
      'public/.git/config': 'CANARY',
      'public/.DS_Store': 'CANARY',
      'public/tool/.htpasswd': 'CANARY',
      'public/.well-known/security.txt': '',
      'public/.well-known/.env': 'CANARY',
      'public/tool/.well-known/x': 'CANARY',
      'public/notes.txt~': 'CANARY',
      'public/#notes.txt#': 'CANARY',
      'public/~$budget.xlsx': 'CANARY',
      'public/Thumbs.db': 'CANARY',
    });
    assert.deepEqual(paths, ['/.well-known/security.txt', '/icon.png', '/tool/index.html']);
    assert.deepEqual(reports, []);
  });

  it('may contain links to .well-known/, but to no other hidden file', () => {
    const { paths, reports } = list(
      { 'public/.well-known/security.txt': '', 'public/.git/config': 'CANARY' },
      {
        'public/security.txt': '.well-known/security.txt',
        'public/.well-known/contact.txt': 'security.txt',
        'public/config.txt': '.git/config',
      },
    );
    assert.deepEqual(paths, ['/.well-known/contact.txt', '/.well-known/security.txt', '/security.txt']);
    assert.match(reports.join(), /^config\.txt: this file is hidden/);
  });

  it('cannot contain two names that differ only in their Unicode form, and names that Windows forbids get a warning', () => {
    const folder = writeFolder({
      'public/caf\u00e9.txt': '',
      'public/cafe\u0301.txt': '',
      'public/tool/aux.js': '',
    });
    const { errors, warnings } = listPublicFiles(join(folder, 'public'));
    assert.deepEqual(
      errors.map(({ message }) => message.split(':')[0]),
      ['this file has the same name as another'],
    );
    assert.deepEqual(
      warnings.map(({ message }) => message),
      [
        'Windows cannot check out this file: "aux" is a reserved name; expected a name that works on every system',
      ],
    );
  });

  it('may contain links to its own files only', () => {
    const { paths, reports } = list(
      { 'public/real.txt': '', 'public/.env': 'CANARY', 'public/folder/x': '' },
      {
        'public/link.txt': 'real.txt',
        'public/out.txt': '../secret.txt',
        'public/out': '/',
        'public/zero.bin': '/dev/zero',
        'public/hidden.txt': '.env',
        'public/again': 'folder',
        'public/itself': '.',
        'public/loop': 'loop',
        'public/nowhere': 'gone',
      },
    );
    assert.deepEqual(paths, ['/folder/x', '/link.txt', '/real.txt']);
    assert.deepEqual(reports.map((text) => text.split(';')[0]).sort(), [
      'again: this file is a folder',
      'hidden.txt: this file is hidden, because a name in its path starts with a dot',
      'itself: this file is a folder',
      'loop: this file is a symbolic link that leads back to itself',
      'nowhere: this file is a broken symbolic link',
      'out.txt: this file is a symbolic link to a file outside the folder',
      'out: this file is a symbolic link to a file outside the folder',
      'zero.bin: this file is a symbolic link to a file outside the folder',
    ]);
  });

  it('may be a link itself, or missing', () => {
    const folder = writeFolder({ 'elsewhere/icon.png': '' });
    link(folder, 'public', 'elsewhere');
    assert.deepEqual(listPublicFiles(join(folder, 'public')).paths, ['/icon.png']);
    assert.deepEqual(listPublicFiles(join(folder, 'none')), { paths: [], errors: [], warnings: [] });
  });

  it('cannot contain a file that servers would not send, or a pipe', () => {
    const { folder } = list({
      'public/data.json.gz': '',
      'public/data.csv.gz': '',
      [`public/${'n'.repeat(210)}`]: '',
    });
    execFileSync('mkfifo', ['pipe'], { cwd: join(folder, 'public') });
    const { paths, errors } = listPublicFiles(join(folder, 'public'));
    assert.deepEqual(paths, ['/data.csv.gz']);
    assert.match(
      errors.map(({ message }) => message).join(),
      /compressed version of data\.json.*210 bytes.*named pipe/s,
    );
  });

  it('cannot replace a file of the site', async () => {
    const folder = writeFolder({
      'content/posts/a.md': post(),
      'public/feed.xml': '',
      'public/posts/a/index.html': '',
      'public/fine.html': '',
    });
    const { reports } = await readFolder(folder);
    assert.deepEqual(
      reports.map(({ message }) => message.split(';')[0]),
      [
        'this file conflicts with /feed.xml, which the site generates itself',
        'this file conflicts with /posts/a/index.html, which the site generates itself',
      ],
    );
  });
});
