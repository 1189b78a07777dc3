import { messagesIn } from '../i18n/index';
import type { Mark } from '../theme/theme';
import { escapeAttribute } from '../util/text';
import { starterTexts } from './starter/index';

/** The answers to the questions of `npm run init`. */
export interface Answers {
  title: string;
  /** An origin, such as `https://quiet-rivers.example`. */
  url: string;
  author: string;
  /** The ID of the author. */
  authorId: string;
  /** A BCP 47 tag. */
  language: string;
  /** An IANA name, such as `Asia/Tokyo`. */
  timeZone: string;
  /** The day on which the first post is published, such as `2026-11-30`. */
  day: string;
  /** The content of a file in `themes/`. */
  theme: string;
  /** Replaces the mark of the theme. */
  mark?: Mark;
}

/**
 * The files of a new publication: its configuration and theme, an author, an About page and a first post.
 *
 * @returns their contents, by path in the project
 */
export function starterFiles(answers: Answers): Map<string, string> {
  const { title, author, authorId, day } = answers;
  const { texts, lang } = starterTexts(answers.language);
  const { about, post, drawing } = texts;
  const language = lang ? [`lang: ${lang}`] : [];
  return new Map([
    ['site.config.ts', siteConfig(answers)],
    ['theme.config.ts', themeConfig(answers)],
    [`content/authors/${authorId}.md`, document([`name: ${yaml(author)}`], '')],
    [
      'content/pages/about.md',
      document(
        [`title: ${yaml(about.label)}`, `description: ${yaml(about.description(title))}`, ...language],
        about.text({ title: markdown(title), author: markdown(author), id: authorId }),
      ),
    ],
    [
      'content/posts/hello/index.md',
      document(
        [
          `title: ${yaml(post.title(title))}`,
          `date: ${day}`,
          `description: ${yaml(post.description)}`,
          `authors: [${yaml(authorId)}]`,
          `tags: [${post.tag}]`,
          ...language,
        ],
        post.text,
      ),
    ],
    ['content/posts/hello/one-file.svg', svg(drawing.title, drawing.labels)],
  ]);
}

const document = (fields: string[], text: string) => `---\n${fields.join('\n')}\n---\n${text && `\n${text}`}`;

/** A string in YAML. Every string in JSON is one (YAML 1.2 §1.3). */
const yaml = (text: string) => JSON.stringify(text);

/** Escapes what Markdown would not print as it is: all ASCII punctuation may be (CommonMark §2.4). */
const markdown = (text: string) => text.replace(/[!-/:-@[-`{-~]/g, '\\$&');

/** A string in TypeScript, as Biome formats it. */
function quoted(text: string): string {
  const json = JSON.stringify(text);
  return text.includes("'") ? json : `'${json.slice(1, -1).replaceAll('\\"', '"')}'`;
}

function siteConfig({ title, url, author, authorId, language, timeZone, day }: Answers): string {
  const { texts } = starterTexts(language);
  const { archive, topics, search, subscribe } = messagesIn(language);
  const links = [
    [archive.title, '/archive/'],
    [topics.title, '/tags/'],
    [texts.about.label, '/about/'],
    [search.title, '/search/'],
    [subscribe.title, '/subscribe/'],
  ] as const;
  const { heading, text, label } = texts.callToAction;
  return `import type { SiteConfig } from './lib/config/site-config';

/**
 * The configuration of the publication. Every command checks it when it starts. docs/configuration.md
 * describes all options.
 */
export const siteConfig: SiteConfig = {
  title: ${quoted(title)},
  /** The headline of the front page. */
  tagline: ${quoted(texts.tagline(author))},
  /** A sentence or two for search engines and feed readers, also on the front page. */
  description: ${quoted(texts.description(title, author))},

  /** The URL of the site: an origin without a path. The environment variable \`SITE_URL\` overrides it. */
  url: ${quoted(url)},
  /** A BCP 47 tag, such as 'en' or 'pt-BR'. A post can override it with \`lang\`. */
  language: ${quoted(language)},
  /** The time zone of dates, and of times without an offset: an IANA name. */
  timeZone: ${quoted(timeZone)},
  copyright: ${quoted(`© ${day.slice(0, 4)} ${author}`)},

  /** The IDs of the authors of posts that name none: files in \`content/authors/\`. */
  defaultAuthors: [${quoted(authorId)}],

  /** The links at the top of every page. */
  navigation: [
${links.map(([name, href]) => `    { label: ${quoted(name)}, href: '${href}' },`).join('\n')}
  ],

  /** Shown at the end of every post, unless the post has its own \`cta\` or \`cta: false\`. */
  callToAction: {
    heading: ${quoted(heading)},
    text: ${quoted(text)},
    label: ${quoted(label)},
    href: '/subscribe/',
  },
};
`;
}

/** A theme with the mark of this publication. */
function themeConfig({ theme, mark }: Answers): string {
  const text = theme.replaceAll('\r\n', '\n').replace(
    /\/\*\*.*\*\/\n(?=export const theme)/,
    `/**
 * The look of the publication. Pages (light and dark), diagrams, drawings that use its colors, cards, icons,
 * feeds and browser toolbars follow this file. See docs/design.md.
 */
`,
  );
  if (!mark) return text;
  const own = `  mark: {
    width: ${mark.width},
    height: ${mark.height},
    solid: '${mark.solid}',
    pale: '${mark.pale}',
  },
};
`;
  return text.replace(/(?: {2}\/\*\*.*\*\/\n)? {2}mark: \{[\s\S]*$/, own);
}

/** The drawing of the first post: a file, from which lines lead to what is made of it. Narrow enough for a phone. */
function svg(title: string, [file, ...made]: readonly string[]): string {
  const box = (x: number, y: number, label: string, fill: string) =>
    `  <rect x="${x}" y="${y}" width="104" height="44" rx="3" style="fill: ${fill}; stroke: var(--rule)"/>
  <text x="${x + 52}" y="${y + 28}" text-anchor="middle">${escapeAttribute(label)}</text>`;
  const columns = made.map((label, at) => {
    const x = 4 + at * 114;
    return `  <path d="M170 48C170 94 ${x + 52} 78 ${x + 52} 124" style="fill: none; stroke: var(--accent)" stroke-width="1.5"/>
${box(x, 124, label, 'var(--paper)')}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 340 172" role="img" font-family="sans-serif" font-size="15" style="fill: var(--ink)">
  <title>${escapeAttribute(title)}</title>
${columns.join('\n')}
${box(118, 4, file ?? '', 'var(--sunk)')}
</svg>
`;
}
