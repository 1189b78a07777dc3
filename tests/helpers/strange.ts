import { hostileFiles } from './hostile';
import { animation, blackSquare, photograph, rotatedPhotograph } from './images';
import { post } from './publication';

/** A hostile title. It must remain text everywhere: on the page, in JSON-LD, in feeds and on the card. */
export const hostileTitle = '</script><script>alert("title")</script> </script > ]]> <!-- & "quotes" \'too\'';

/** A publication with everything that is unusual but allowed. */
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
    // A one-pixel PNG in base64, decoded by `strangeFiles`.
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
  'posts/formulas.md': post(
    { title: 'Formulas', authors: '[ann]' },
    'It costs $5 or $6, and $$2^{16}$$ bytes.\n\n$$\n\\begin{aligned} a &= b \\\\ c + d &= e \\end{aligned}\n$$',
  ),
  'posts/diagram.md': post(
    { title: 'A diagram', authors: '[ann]' },
    '```mermaid alt="One leads to two" title="The order"\nflowchart LR\n  a[One <1>] --> b[Two]\n```',
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
  'posts/wide.md': post(
    {
      title: 'Rechtsschutzversicherungsgesellschaftsangestelltenverzeichnis',
      description:
        'https://a.example/an-address-that-is-the-first-word/of-a-summary/and-longer-than-a-line-on-a-phone',
      tags: '[Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung]',
      authors: '[ann]',
      toc: 'true',
    },
    [
      '## A_CONSTANT_THAT_SOMEBODY_HAS_NAMED_AFTER_EVERYTHING_THAT_IT_DOES',
      '```ts title="packages/a-package/src/components/a-component/parts/TheLongestFileName.test.tsx"\nlet a;\n```',
      'In a line $$x_1+x_2+x_3+x_4+x_5+x_6+x_7+x_8+x_9+x_{10}+x_{11}+x_{12}=y_1+y_2$$ of text.',
      '$$\nx_1+x_2+x_3+x_4+x_5+x_6+x_7+x_8+x_9+x_{10}+x_{11}+x_{12}=y_1+y_2\n$$',
      '`org.example.a.package.of.some.depth.TheAbstractFactoryOfFactoriesOfBeans` <kbd>Ctrl+Alt+Shift+Meta+Hyper+Super+PrintScreen+ScrollLock</kbd>',
      '- https://a.example/an-address-in-a-list/that-is-longer-than-a-line-on-a-phone-and-has-no-place-to-break',
      '> https://a.example/an-address-in-a-quote/that-is-longer-than-a-line-on-a-phone-and-has-no-place-to-break',
      '| Name | Type |\n|---|---|\n| `org.example.a.package.of.some.depth.TheAbstractFactoryOfFactories` | `string` |',
      '<details><summary>org.example.a.package.of.some.depth.TheAbstractFactoryOfFactoriesOfBeans</summary>\n\nx\n\n</details>',
      'A note.[^1]',
      '[^1]: https://a.example/an-address-in-a-note/that-is-longer-than-a-line-on-a-phone\n\n    - A list in a note\n    - of two',
    ].join('\n\n'),
  ),
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
  'posts/umgezogen.md': post(
    { title: 'Zweimal umgezogen', lang: 'de', translationOf: 'moved', authors: '[bob]' },
    'Ein Satz.[^1]\n\n> [!WARNING]\n> Vorsicht.\n\n[^1]: Eine Anmerkung.',
  ),
  'posts/elsewhere.md': post({
    title: 'First published elsewhere',
    canonical: 'https://other.example/post',
    noindex: 'true',
    cta: 'false',
    related: 'false',
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

const pictures = post(
  { title: 'Pictures of every kind', authors: '[ann]', image: 'photograph.jpg', imageAlt: 'Hills' },
  [
    '![Hills under a sky](photograph.jpg "Taken *somewhere*.")',
    'A mark ![A black square](stamp.png) in a line of text, and <img src="stamp.png" alt=""> one to look at.',
    '![A clip in three steps, whose src=](animation.gif)',
    '[![An upright photograph](turned.jpg)](../moved.md)',
    ...Array.from({ length: 4 }, (_, at) => `Paragraph ${at}.`),
    '::video[A talk]{src="https://youtu.be/abc" poster="photograph.jpg"}',
    '![A drawing](drawing.svg)',
    '![A black square, large](stamp.png)',
    '[The photograph](photograph.jpg) and [the text](notes.txt).',
  ].join('\n\n'),
);

const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 300" onload="alert(1)"><script>alert(2)</script>
  <foreignObject width="9" height="9"><p xmlns="http://www.w3.org/1999/xhtml">page</p></foreignObject>
  <image href="https://elsewhere.example/a.png" width="9" height="9"/><rect width="900" height="300" fill="#124"/></svg>`;

/** The files of `strange`, with a post of pictures and hostile posts. */
export async function strangeFiles(): Promise<Record<string, string | Uint8Array>> {
  return {
    ...(await hostileFiles()),
    ...Object.fromEntries(
      Object.entries(strange).map(([path, content]) => [
        path,
        path.endsWith('.png') ? Buffer.from(content, 'base64') : content,
      ]),
    ),
    'posts/pictures/index.md': pictures,
    'posts/covered.md': post({
      title: 'A post with a cover',
      date: '2026-11-22',
      cover: 'pictures/photograph.jpg',
      coverAlt: 'Hills under a sky',
    }),
    'posts/gallery.md': post(
      { title: 'A gallery', date: '2026-11-22' },
      `:::gallery
![Hills under a sky](pictures/photograph.jpg)
![A turned photograph](pictures/turned.jpg)
![A drawing](pictures/drawing.svg)
![A black square](pictures/stamp.png)

Four pictures, of different shapes.
:::`,
    ),
    'posts/pictures/photograph.jpg': await photograph(2400, 1600),
    'posts/pictures/turned.jpg': await rotatedPhotograph(300, 400),
    'posts/pictures/animation.gif': await animation(640, 360),
    'posts/pictures/stamp.png': await blackSquare(600),
    'posts/pictures/drawing.svg': drawing,
    'posts/pictures/notes.txt': 'Notes.',
  };
}
