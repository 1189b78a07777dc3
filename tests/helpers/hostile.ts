import { hashOf } from '../../lib/util/hash';
import { blackSquare } from './images';
import { post } from './publication';

/** A name with every character that is special in HTML, CSS, URLs or Markdown, and allowed in a name. */
export const hardName = 'Bob\'s "best" & <only> `photo` (1), 100%';

/** The content of an attachment that would run if a page loaded it as a script. */
const evil = 'window.owned = true; fetch("https://evil.example/");';
const evilFile = 'evil.txt';
const evilPath = `/media/${hashOf(evil).slice(0, 10)}/${evilFile}`;

/** Texts that look like the start of a tag, or like the marker of a reference. */
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
export const breakouts = [
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

/** Escapes a text for a label or a title in Markdown. */
const inMarkdown = (text: string) => text.replace(/[\\[\]()<>"'`*_&:{}!#|~]/g, '\\$&');

/**
 * Every attribute that the sanitizer allows, and everything that becomes an attribute later, with a
 * text in it. Sizes, spans and starts are left out, because `check` refuses anything but numbers there.
 */
export const attributes: Record<string, (text: string) => string> = {
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

/** Each kind of reference, with a text as its label. */
export const references: Record<string, (text: string) => string> = {
  link: (text) => `[${inMarkdown(text)}](other.md)`,
  'link with a fragment': (text) => `[${inMarkdown(text)}](other.md#part)`,
  image: (text) => `![${inMarkdown(text)}](square.png)`,
  'image with a title': (text) => `![${inMarkdown(text)}](square.png "${inMarkdown(text)}")`,
  'inline image': (text) => `A line ![${inMarkdown(text)}](square.png) goes on.`,
  'image in a link': (text) => `[![${inMarkdown(text)}](square.png)](other.md)`,
  'image in raw HTML': (text) => `<img src="square.png" alt="${inAttribute(text)}">`,
  'raw image in a raw link': (text) =>
    `<a href="other.md"><p><img src="square.png" alt="${inAttribute(text)}"></p></a>`,
  attachment: (text) => `[${inMarkdown(text)}](${evilFile})`,
  clip: (text) => `::video[${inMarkdown(text)}]{src="clip.mp4" poster="square.png"}`,
  'video on another host': (text) =>
    `::video[${inMarkdown(text)}]{src="https://vimeo.com/1" poster="square.png"}`,
  audio: (text) => `<audio src="clip.mp4" aria-label="${inAttribute(text)}"></audio>`,
  'video element': (text) =>
    `<video src="clip.mp4" poster="square.png" title="${inAttribute(text)}"></video>`,
};

/** An attribute before, after or around a reference. */
export const arrangements: ((attribute: string, reference: string) => string)[] = [
  (attribute, reference) => `${attribute}\n\n${reference}`,
  (attribute, reference) => `${reference}\n\n${attribute}`,
  (attribute, reference) => `${attribute}\n\n${reference}\n\n${attribute}`,
  (attribute, reference) => `<div>\n\n${attribute}\n\n<section>\n\n${reference}\n\n</section></div>`,
];

/**
 * Every attribute before, after or around every kind of reference. If a quote of one were taken for the
 * end of the other, text and markup would change places.
 */
export function inversions(): string[] {
  return Object.values(attributes).flatMap((attribute, row) =>
    Object.values(references).map((reference, column) => {
      const at = row * 7 + column;
      const arrange = arrangements[at % arrangements.length] ?? arrangements[0];
      const text = attribute(openings[at % openings.length] ?? '');
      return arrange?.(text, reference(breakouts[(at * 3 + row) % breakouts.length] ?? '')) ?? '';
    }),
  );
}

/** Few enough that the page opens quickly. */
const perPost = 75;

const bracketed = hardName.replace(/[<>]/g, '\\$&');
const names = [
  `![A square](<${bracketed}.png>)`,
  `[A file](<${bracketed}.txt>) and <a href="${inAttribute(hardName)}.txt">the same</a>.`,
  `[A post](<../it's \`here\`.md>)`,
].join('\n\n');

/** Posts with texts that try to escape from their quotes, with an author and a topic of their own. */
export async function hostileFiles(): Promise<Record<string, string | Uint8Array>> {
  const fields = { authors: '[mallory]', tags: '[inversions]', date: '2020-01-01', related: 'false' };
  const texts = [
    `<div title="<img ">hello</div>\n\n![><script src=${evilPath}></script>](square.png)`,
    ...inversions(),
  ];
  const posts: Record<string, string> = {};
  for (let at = 0; at * perPost < texts.length; at++)
    posts[`posts/inversions-${at}.md`] = post(
      { ...fields, title: `Inversions ${at}` },
      texts.slice(at * perPost, (at + 1) * perPost).join('\n\n'),
    );
  const square = await blackSquare(20);
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
