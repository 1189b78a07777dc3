import { post } from './publication';

/** A hostile title: it must be text everywhere, on the page, in JSON-LD, in feeds and on the card. */
export const hostileTitle = '</script><script>alert("title")</script> </script > ]]> <!-- & "quotes" \'too\'';

/** A publication of everything that is allowed but unusual. */
export const strange: Record<string, string> = {
  'posts/hostile.md': post(
    {
      title: JSON.stringify(hostileTitle),
      description: JSON.stringify('<img src=x onerror=alert(1)> ]]> & "d"'),
      tags: JSON.stringify(['<b>bold</b>', 'C++']),
      authors: '[ann]',
    },
    [
      '<script>document.title = "owned"</script>',
      '<img src="x.png" onerror="alert(1)" alt="">',
      '[link](javascript:alert(1)) <a href="javascript:alert(2)" onclick="alert(3)">raw</a>',
      'Text with ]]> in it, and </script > too.',
      '<iframe src="https://evil.example/"></iframe>',
      '<svg onload="alert(4)"></svg>',
      '```html title="</figcaption><script>1</script>"\n</code></pre><script>alert(5)</script>\n```',
    ].join('\n\n'),
  ),
  'posts/x.png':
    // A PNG of one pixel, base64; decoded by `strangeFiles`.
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'posts/crlf.md':
    `\uFEFF${post({ title: 'Lines that end in CRLF, after a byte order mark', authors: '[ann]' }, 'One.\n\n- two\n- three')}`.replaceAll(
      '\n',
      '\r\n',
    ),
  'posts/code.md': post(
    { title: 'A diff', authors: '[ann]' },
    "```js\nconst kept = true;\nconst added = 'no'; // [!code --]\nconst added = 'yes'; // [!code ++]\n```",
  ),
  'posts/tags.md': post({
    title: 'Tags of every kind',
    tags: "[C, C++, C#, .NET, NET, naïve, naive, 中文, 'R&D', WASI]",
    authors: '[ann]',
  }).trimEnd(),
  'posts/long.md': post({
    title: `"${'A long title, '.repeat(30).slice(0, 300)}"`,
    tags: '[wasi]',
    authors: '[ann]',
  }),
  'posts/日本語.md': post(
    { title: '線形メモリの仕組み', lang: 'ja', authors: '[ann]', tags: '[中文]' },
    '線形メモリは一つのバイト配列です。ポインタは整数です。\n\n## 見出し\n\n本文。',
  ),
  'posts/arabic.md': post(
    { title: 'الذاكرة الخطية', lang: 'ar', authors: '[ann]' },
    'الذاكرة الخطية مصفوفة واحدة من البايتات.\n\n- واحد\n- اثنان',
  ),
  'posts/emoji.md': post({
    title: '"Rockets 🚀: a < b & c > d"',
    authors: '[ann, bob]',
    date: '2026-03-01T00:30:00+02:00',
  }),
  'posts/moved.md': post({
    title: 'Moved twice',
    aliases: '[/2019/first.html, /old-name/]',
    slug: 'moved-here',
    authors: '[bob]',
  }),
  'posts/elsewhere.md': post({
    title: 'First published elsewhere',
    canonical: 'https://other.example/post',
    noindex: 'true',
    cta: 'false',
    authors: '[bob]',
  }),
  'posts/own-cta.md': post({
    title: 'With its own call',
    cta: '{heading: Come, text: Do come., label: Come here, href: /archive/}',
    related: '[tags, long]',
    authors: '[bob]',
  }),
  'posts/draft.md': post({
    title: 'SECRET DRAFT',
    draft: 'true',
    tags: '[hidden-tag]',
    aliases: '[/draft-alias/]',
  }),
  'posts/scheduled.md': post({ title: 'SECRET SCHEDULED', date: '2030-01-01' }),
  'authors/ann.md': '---\nname: Ann Example\nurl: https://example.org/ann\n---\n\nWrites.\n',
  'authors/bob.md': '---\nname: "Bob <b> & Co"\n---\n',
  'pages/über.md': '---\ntitle: Über uns\nlang: de\n---\n\nEin [Verweis](../posts/日本語.md#見出し).\n',
};

/** The files of `strange` as they are to be written. */
export function strangeFiles(): Record<string, string | Uint8Array> {
  return Object.fromEntries(
    Object.entries(strange).map(([path, content]) => [
      path,
      path.endsWith('.png') ? Buffer.from(content, 'base64') : content,
    ]),
  );
}
