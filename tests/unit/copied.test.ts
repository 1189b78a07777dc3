import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { copied } from '../../lib/browser/copied';

describe('the copied text', () => {
  it('is the code itself', () => {
    assert.equal(copied('# a comment\n$ = jQuery', 'js'), '# a comment\n$ = jQuery');
    assert.equal(copied('# a comment\nls $HOME', 'bash'), '# a comment\nls $HOME');
  });
  it('has the commands of a session, without prompts and output', () => {
    const session =
      '$ npm test \\\n>   -- unit\nok 1\n# apt install wabt\nReading lists\nPS C:\\> dir\n$ wat2wasm \\\n  a.wat';
    for (const language of ['console', 'shellsession', 'shell-session', 'sh-session'])
      assert.equal(
        copied(session, language),
        'npm test \\\n  -- unit\napt install wabt\ndir\nwat2wasm \\\n  a.wat',
      );
  });
  it('has no prompt of a command after an output line that ends in a backslash', () => {
    assert.equal(copied('$ a\nC:\\\n$ b', 'console'), 'a\nb');
  });
  it('is the whole session if it has no commands', () => {
    assert.equal(copied('only\nanswers', 'console'), 'only\nanswers');
  });
  it('has no prompts if all commands of a shell script have one', () => {
    assert.equal(copied('$ ls\n\n$ cat \\\n  a', 'bash'), 'ls\n\ncat \\\n  a');
    assert.equal(copied('$ ls\na  b', 'sh'), '$ ls\na  b');
  });
});
