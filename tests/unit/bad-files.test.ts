import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { testReports } from '../helpers/check-cases';
import { runScript } from '../helpers/command';
import { post, writePublication } from '../helpers/publication';

testReports([
  {
    name: 'a misspelled folder of documents',
    files: { 'post/a.md': post() },
    location: 'post:1:1',
    messages: ['the files in this folder are not published', 'Fix: rename it to posts/'],
  },
  {
    name: 'a merge conflict in the text',
    files: {
      'posts/a.md': post({}, 'One\n<<<<<<< HEAD\ntwo\n=======\nthree\n>>>>>>> branch\n\nFour'),
    },
    location: 'posts/a.md:7:1',
    messages: ['the file contains a merge conflict', 'Fix: between <<<<<<< and >>>>>>>, keep the lines'],
  },
  {
    name: 'a merge conflict in the front matter',
    files: {
      'posts/a.md':
        '---\ntitle: A\n<<<<<<< HEAD\ndate: 2026-01-02\n=======\ndate: 2026-01-03\n>>>>>>> b\n---\n',
    },
    location: 'posts/a.md:3:1',
    messages: ['the file contains a merge conflict'],
  },
  {
    name: 'a merge conflict that starts on the first line',
    files: { 'posts/a.md': '<<<<<<< HEAD\n---\ntitle: A\n---\n=======\n>>>>>>> b\n' },
    location: 'posts/a.md:1:1',
    messages: ['the file contains a merge conflict'],
  },
  {
    name: 'a conflicted copy made by a sync program',
    files: {
      'posts/b/index.md': post(),
      'posts/b/index.sync-conflict-20260101-120000-ABCDEFG.md': post(),
    },
    location: 'posts/b/index.sync-conflict-20260101-120000-ABCDEFG.md:1:1',
    messages: [
      'this file is a conflict copy: Syncthing created it because index.md was changed in two places',
      'Fix: copy what you want to keep into index.md, then delete this file',
    ],
  },
  {
    name: 'a numbered copy of a file',
    files: { 'posts/a 2.md': post() },
    location: 'posts/a 2.md:1:1',
    messages: ['the file name "a 2" cannot be part of a URL', 'if it is a copy of a.md, delete it'],
  },
  {
    name: 'two posts whose names differ only in their Unicode form',
    files: { 'posts/caf\u00e9.md': post(), 'posts/cafe\u0301.md': post() },
    location: 'posts/caf\u00e9.md:1:1',
    messages: [
      String.raw`this has the same name as another: "cafe\u0301.md" and "caf\u00e9.md" differ only in how a letter is encoded`,
      'Fix: delete or rename one of them',
    ],
  },
  {
    name: 'two attachments whose names differ only in their Unicode form',
    files: {
      'posts/a.md': post({}, '[A](caf\u00e9.txt)'),
      'posts/caf\u00e9.txt': 'one',
      'posts/cafe\u0301.txt': 'two',
    },
    location: 'posts/a.md:6:1',
    messages: ['caf\u00e9.txt has the same name as another'],
  },
  {
    name: 'an image with a name that is too long',
    files: { 'posts/a.md': post({}, `![A](${'写'.repeat(83)}xx.jpg)`) },
    location: 'posts/a.md:6:1',
    messages: [`${'写'.repeat(85 - 2)}xx.jpg has a name of 255 bytes; expected at most 200`],
  },
  {
    name: 'a second post in the folder of a post',
    files: { 'posts/a/index.md': post(), 'posts/a/b.md': post() },
    location: 'posts/a/b.md:1:1',
    messages: ['this file would be ignored', 'Fix: move it to posts/'],
  },
  {
    name: 'a page in a folder that is not read',
    files: { 'pages/help/start.md': '---\ntitle: A\n---\n' },
    location: 'pages/help/start.md:1:1',
    messages: ['this file would be ignored', 'Fix: move it to pages/'],
  },
  {
    name: 'posts of the same name in two folders',
    files: { 'posts/2024/a.md': post(), 'posts/2025/a.md': post() },
    location: 'posts/2025/a.md:1:1',
    messages: ['/posts/a/'],
  },
  {
    name: 'bytes that are not UTF-8',
    files: {
      'posts/a.md': Buffer.concat([
        Buffer.from('---\ntitle: Caf'),
        Buffer.from([0xe9]),
        Buffer.from('\n---\n'),
      ]),
    },
    location: 'posts/a.md:2:11',
    messages: ['not valid UTF-8: the byte 0xE9', 'Fix: save the file as UTF-8'],
  },
  {
    name: 'an empty file',
    files: { 'posts/a.md': '' },
    location: 'posts/a.md:1:1',
    messages: ['the file is empty', 'Fix: write at least'],
  },
]);

describe('control characters in names and fields', () => {
  it('are reported, and never reach the terminal', async () => {
    const folder = await writePublication({
      'posts/a.md':
        '---\ntitle: "A\\e[2Jb"\ndate: 2026-01-02\ndescription: c\u001b[31md\ntags: ["x\\uD800y"]\n"k\\e[2J": 1\n---\n',
      'posts/b\u001b[2J\u0007c.md': post(),
      'posts/d\u202egpj.md': post(),
    });
    const { code, output } = await runScript('check', { CONTENT_DIR: folder });
    assert.equal(code, 1);
    for (const message of [
      'posts/a.md:2:8\n  "title" contains the character U+001B',
      'posts/a.md:4:14\n  "description" contains the character U+001B',
      'posts/a.md:5:8\n  "tags" contains the character U+D800',
      'posts/a.md:6:1\n  unknown field "k\\u001b[2J"',
      'posts/b\\u001b[2J\\u0007c.md:1:1\n  the file name "b\\u001b[2J\\u0007c" cannot be part of a URL',
      'posts/d\\u202egpj.md:1:1\n  the file name',
      '6 errors.',
    ])
      assert.ok(output.includes(message), `${output}\n\ndoes not contain: ${message}`);
    assert.doesNotMatch(output.replaceAll('\n', ''), /[\p{Cc}\p{Cs}\u202e]/u);
  });
  it('never reach the terminal in lists of posts', async () => {
    const folder = await writePublication(
      Object.fromEntries(
        Array.from({ length: 8 }, (_, at) => [
          `posts/${at}\u001b[2J\u202e.md`,
          post({ title: `Post ${at}`, slug: `post-${at}` }, `Word ${at}`),
        ]),
      ),
    );
    const { code, output } = await runScript('check', { CONTENT_DIR: folder }, ['--suggest-links']);
    assert.equal(code, 0, output);
    assert.match(output, /No post links to:\n(?: {2}\S+\/posts\/\d\\u001b\[2J\\u202e\.md\n)+/);
    assert.doesNotMatch(output.replaceAll('\n', ''), /[\p{Cc}\u202e]/u);
  });
});
