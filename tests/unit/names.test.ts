import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { refuseAttachmentPath } from '../../lib/content/publishable';
import { addressKey, servedKey } from '../../lib/util/addresses';
import { conflictOf, isHiddenName, twinsAmong, windowsProblem } from '../../lib/util/names';
import { printable } from '../../lib/util/printable';
import { isLinkTarget, isSitePath, withoutPassword } from '../../lib/util/urls';

describe('the name of a file', () => {
  it('is hidden if it starts with a dot, or is that of a temporary file', () => {
    for (const name of ['.a', '._a.md', '.#a.md', '~$a.docx', 'a.md~', '#a.md#', 'Thumbs.db', 'desktop.ini'])
      assert.ok(isHiddenName(name), name);
    for (const name of ['a.md', 'a#b.md', '#1.png', 'c#', 'a~b', '$a', '.', '..'])
      assert.ok(!isHiddenName(name), name);
  });

  it('shows whether the file is a conflicted copy, of which file and by which program', () => {
    for (const [name, of, by] of [
      ['a.sync-conflict-20260101-120000-ABCDEFG.md', 'a.md', 'Syncthing'],
      ["a (Anna's conflicted copy 2026-01-01).md", 'a.md', 'Dropbox or a similar program'],
      ['a (conflicted copy 2026-01-01 120000).md', 'a.md', 'Dropbox or a similar program'],
      ['a (Conflicted copy laptop 202601011200).md', 'a.md', 'Dropbox or a similar program'],
      ['a_conflict-20260101-120000.md', 'a.md', 'ownCloud'],
      ['a-DESKTOP-ABC1234.md', 'a.md', 'OneDrive'],
      ['index 2.md', 'index.md', 'iCloud Drive'],
      ['a.md~HEAD', 'a.md', 'git'],
      ['a.md~feature-x', 'a.md', 'git'],
      ['a_LOCAL_1234.md', 'a.md', 'git mergetool'],
      ['a.BACKUP.1234.md', 'a.md', 'git mergetool'],
    ] as const)
      assert.deepEqual(conflictOf(name), { by, of });
    for (const name of [
      'a.md',
      'a 2.md',
      'conflict.md',
      'sync-conflict-2026.md',
      'a (copy).md',
      'a-desktop-setup.md',
      'a_LOCAL.md',
    ])
      assert.equal(conflictOf(name), undefined, name);
  });

  it('may be forbidden on Windows', () => {
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

  it('shows whether the file can run as part of the site, even if a server decompresses it first', () => {
    for (const name of ['a.kml', 'a.HTM', 'a.htm.gz', 'a.rs.gz', 'a.php.br'])
      assert.match(refuseAttachmentPath(name, ['br'])?.problem ?? '', /may run as part of the site/, name);
    for (const name of ['a.csv.gz', 'htm.gz', 'a.tar.gz', 'a.htm.zip'])
      assert.equal(refuseAttachmentPath(name), undefined, name);
  });

  it('may be the same as another in a different Unicode form', () => {
    assert.deepEqual(twinsAmong(['a', 'caf\u00e9', 'b', 'cafe\u0301']), [['caf\u00e9', 'cafe\u0301']]);
  });
});

describe('an address', () => {
  it('is the same in upper and lower case, in every script', () => {
    for (const [one, other] of [
      ['ΣΑΣ', 'σασ'],
      ['σας', 'σασ'],
      ['ſtart-here', 'Start-Here'],
      ['straße', 'STRASSE'],
      ['ẞ', 'ß'],
      ['İ', 'i\u0307'],
    ] as const)
      assert.equal(addressKey(`/posts/${one}/`), addressKey(`/posts/${other}`), one);
    for (let code = 0; code <= 0x10ffff; code++) {
      const letter = String.fromCodePoint(code);
      const cases = [letter.toLowerCase(), letter.toUpperCase()].filter((other) => other !== letter);
      // In Turkish and in file systems, this is not an i.
      if (cases.length === 0 || letter === 'ı') continue;
      const key = addressKey(letter);
      for (const same of [...cases, key]) assert.equal(addressKey(same), key, `U+${code.toString(16)}`);
    }
    assert.notEqual(addressKey('/posts/sınır/'), addressKey('/posts/sinir/'));
  });

  it('is the same with and without a final slash or index.html', () => {
    for (const path of [
      '/',
      '/index.html',
      '/index.html/',
      '/INDEX.HTML/index.html',
      '/index.html/index.html/',
    ])
      assert.equal(addressKey(path), '/');
    for (const path of ['/a', '/a/', '/a/index.html/', '/A/index.html/Index.html'])
      assert.equal(addressKey(path), '/a');
    for (const path of ['/a.html', '/a.HTM/', '/a/index', '/a/index.htm'])
      assert.equal(servedKey(path), '/a', path);
    for (const path of ['/aindex.html', '/a/index.html/b', '/html', '/a.html.gz'])
      assert.equal(addressKey(path), path);
  });
});

describe('a URL', () => {
  it('is shown without anything that may be a password', () => {
    for (const [url, shown] of [
      ['https://user:secret@host/', 'https://***@host/'],
      ['//user:secret@host/', '//***@host/'],
      ['\\\\token-secret@host/', '\\\\***@host/'],
      [' https://u:secret@h', 'https://***@h'],
      ['https\t://u:secret@h', 'https://***@h'],
      ['<https://u:secret@h>', '***@h>'],
      ['u:secret@h', 'u:***@h'],
      ['mailto:me@example.org', 'mailto:me@example.org'],
      ['me@example.org', 'me@example.org'],
      ['/@me', '/@me'],
      ['https://host/', 'https://host/'],
    ] as const)
      assert.equal(withoutPassword(url), shown);
  });

  it('is a path of the site only if browsers treat it as one', () => {
    const urls = fc.array(fc.constantFrom(...'/\\\t\n\r .:a', '%2f', '@', '?', '#'), { maxLength: 6 });
    fc.assert(
      fc.property(urls, (characters) => {
        const url = `/${characters.join('')}`;
        if (isSitePath(url)) assert.equal(new URL(url, 'https://own.example').origin, 'https://own.example');
      }),
    );
    for (const url of ['//evil', '/\\evil', '/\t/evil', '/\n\\evil', '/a\r', '\t//evil', 'a'])
      assert.ok(!isLinkTarget(url), JSON.stringify(url));
    for (const url of ['/', '/about/', '/a\\b', '/:a']) assert.ok(isLinkTarget(url), url);
  });
});

describe('a text on the terminal', () => {
  it('has no control characters and no invisible characters', () => {
    for (const [text, shown] of [
      ['a\u001b[2J', 'a\\u001b[2J'],
      ['a\u061cb\u180e\u115f\u3164', 'a\\u061cb\\u180e\\u115f\\u3164'],
      ['a\u{e0001}\u{e0041}', 'a\\udb40\\udc01\\udb40\\udc41'],
      ['🏴\u{e0067}', '🏴\\udb40\\udc67'],
      ['\u202e\u2028\ufeff\u00ad', '\\u202e\\u2028\\ufeff\\u00ad'],
    ] as const)
      assert.equal(printable(text), shown);
    for (const text of [
      '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}',
      '👩\u200d💻',
      '❤\ufe0f',
      'می\u200cشود',
    ])
      assert.equal(printable(text), text);
  });
});
