import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { conflictOf, isHiddenName, twinsAmong, windowsProblem } from '../../lib/util/names';

describe('the name of a file', () => {
  it('is left out where it is hidden, or an editor or a system has given it', () => {
    for (const name of ['.a', '._a.md', '.#a.md', '~$a.docx', 'a.md~', '#a.md#', 'Thumbs.db', 'desktop.ini'])
      assert.ok(isHiddenName(name), name);
    for (const name of ['a.md', 'a#b.md', '#1.png', 'c#', 'a~b', '$a', '.', '..'])
      assert.ok(!isHiddenName(name), name);
  });

  it('says which file a program has copied, as two computers had changed it', () => {
    for (const [name, of, by] of [
      ['a.sync-conflict-20260101-120000-ABCDEFG.md', 'a.md', 'Syncthing'],
      ["a (Anna's conflicted copy 2026-01-01).md", 'a.md', 'Dropbox or a similar program'],
      ['a (conflicted copy 2026-01-01 120000).md', 'a.md', 'Dropbox or a similar program'],
      ['a (Conflicted copy laptop 202601011200).md', 'a.md', 'Dropbox or a similar program'],
      ['a_conflict-20260101-120000.md', 'a.md', 'ownCloud'],
    ] as const)
      assert.deepEqual(conflictOf(name), { by, of });
    for (const name of ['a.md', 'a 2.md', 'conflict.md', 'sync-conflict-2026.md', 'a (copy).md'])
      assert.equal(conflictOf(name), undefined, name);
  });

  it('may be one that Windows does not take', () => {
    for (const name of [
      'aux',
      'AUX.md',
      'con.tar.gz',
      'nul',
      'Com1.md',
      'LPT\u00b9',
      'a.',
      'a ',
      ...'<>:"|?*\\',
    ])
      assert.ok(windowsProblem(name), name);
    for (const name of ['auxiliary.md', 'a.aux', 'com10', 'com', 'console.md', 'a b.md', '.a'])
      assert.equal(windowsProblem(name), undefined, name);
  });

  it('may be that of another file in another form of Unicode', () => {
    assert.deepEqual(twinsAmong(['a', 'caf\u00e9', 'b', 'cafe\u0301']), [['caf\u00e9', 'cafe\u0301']]);
  });
});
