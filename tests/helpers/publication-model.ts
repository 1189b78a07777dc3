import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { blackSquare } from './images';

/** A small publication to edit, with its configuration. */
export interface Model {
  posts: ModelPost[];
  authors: Record<string, string>;
  siteUrl: string;
  /** The number of names given so far, so that every name is new. */
  added: number;
}

interface ModelPost {
  name: string;
  title: string;
  day: number;
  draft: boolean;
  tags: string[];
  author: string;
  inSeries: boolean;
  text: string;
  aliases: string[];
  /** Another old URL, which is a file or a folder. */
  alias: string | undefined;
  slug: string | undefined;
  /** Links to the post at this index, if it is published. */
  linksTo: number;
  pins: number | undefined;
  /** The picture that it shows, if any. Its file name stays the same. */
  picture: number | undefined;
}

const tags = ['WASI', 'Security', 'C++', '中文'];
const authors = ['ann', 'bob'];
const words = ['memory', 'module', 'import', 'sandbox', 'string', 'trap', 'page', 'stack'];

export function emptyModel(): Model {
  const model: Model = {
    posts: [],
    authors: { ann: 'Ann', bob: 'Bob' },
    siteUrl: 'https://example.org',
    added: 0,
  };
  for (let at = 0; at < 5; at++) applyEdit(model, { kind: 'add', target: at, value: at });
  return model;
}

const kinds = [
  'add',
  'delete',
  'text',
  'title',
  'rename',
  'slug',
  'draft',
  'date',
  'tags',
  'author',
  'author name',
  'series',
  'link',
  'pin',
  'picture',
  'alias',
  'formula',
  'config',
] as const;

/** One edit. */
export interface Edit {
  kind: (typeof kinds)[number];
  target: number;
  value: number;
}

export const edits: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom(...kinds),
  target: fc.nat(50),
  value: fc.nat(50),
});

/** Applies an edit to the model. Edits of a missing post do nothing. */
export function applyEdit(model: Model, { kind, target, value }: Edit): void {
  const word = words[value % words.length] ?? '';
  if (kind === 'add') {
    model.posts.push({
      name: `post-${model.added}`,
      title: `About ${word} ${model.added}`,
      day: 1 + (value % 28),
      draft: false,
      tags: tags.slice(value % 3, (value % 3) + 2),
      author: authors[value % 2] ?? 'ann',
      inSeries: value % 3 === 0,
      text: `The ${word} of a ${words[(value + 3) % words.length]}.\n\n## A section on ${word}\n\n\`\`\`js\nlet a = ${value};\n\`\`\``,
      aliases: [],
      alias: undefined,
      slug: undefined,
      linksTo: target,
      pins: undefined,
      picture: value % 4 === 0 ? value : undefined,
    });
    model.added++;
    return;
  }
  if (kind === 'config') {
    model.siteUrl = `https://${value % 2 ? 'example' : 'other'}.org`;
    return;
  }
  if (kind === 'author name') {
    model.authors[authors[target % 2] ?? 'ann'] = `Name ${value}`;
    return;
  }
  const at = target % Math.max(1, model.posts.length);
  const post = model.posts[at];
  if (!post) return;
  switch (kind) {
    case 'delete':
      model.posts.splice(at, 1);
      break;
    case 'text':
      post.text += `\n\nMore of ${word}, *${value}*.`;
      break;
    case 'title':
      post.title = `On ${word} & "${value}"`;
      break;
    case 'rename':
      post.aliases.push(`/posts/${post.slug ?? post.name}/`);
      post.name = `renamed-${model.added++}`;
      post.slug = undefined;
      break;
    case 'slug':
      post.slug = `slug-${model.added++}`;
      break;
    case 'draft':
      post.draft = !post.draft;
      break;
    case 'date':
      post.day = 1 + (value % 28);
      break;
    case 'tags':
      post.tags = tags.filter((_, tag) => (value >> tag) & 1);
      break;
    case 'author':
      post.author = authors[value % 2] ?? 'ann';
      break;
    case 'series':
      post.inSeries = !post.inSeries;
      break;
    case 'link':
      post.linksTo = value;
      break;
    case 'pin':
      post.pins = value;
      break;
    case 'alias':
      post.alias = [undefined, '.html', '.html/', '.html/deep/'][value % 4];
      break;
    case 'formula':
      post.text += `\n\n$$\nx^{${value % 3}}\n$$`;
      break;
    case 'picture':
      post.picture = value % 3 === 0 ? undefined : value;
      break;
  }
}

/** A front-matter line about a recommended post. */
function relatedLine(kind: number, name: string): string {
  if (kind === 2) return `unrelated: [${name}]`;
  return kind === 3 ? 'related: false' : `related: [${name}]`;
}

/** Writes the publication, and replaces the content of the folder. */
export async function writeModel(model: Model, folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  const write = async (path: string, content: string | Uint8Array) => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  };
  await write('series/parts.md', '---\ntitle: Parts\n---\n\nIn parts.\n');
  for (const [id, name] of Object.entries(model.authors))
    await write(`authors/${id}.md`, `---\nname: ${name}\n---\n\nWrites.\n`);
  const published = model.posts.filter((post) => !post.draft);
  const pick = (index: number) => published[index % Math.max(1, published.length)];
  for (const post of model.posts) {
    const link = pick(post.linksTo);
    const pinned = post.pins === undefined ? undefined : pick(post.pins);
    const aliases = [...post.aliases, ...(post.alias ? [`/old-${post.name}${post.alias}`] : [])];
    if (post.picture !== undefined)
      await write(`posts/${post.name}.png`, await blackSquare(4 + 4 * (post.picture % 3)));
    await write(
      `posts/${post.name}.md`,
      [
        '---',
        `title: ${JSON.stringify(post.title)}`,
        `date: 2026-01-${String(post.day).padStart(2, '0')}`,
        `tags: ${JSON.stringify(post.tags)}`,
        `authors: [${post.author}]`,
        ...(post.draft ? ['draft: true'] : []),
        ...(post.inSeries ? ['series: parts'] : []),
        ...(aliases.length > 0 ? [`aliases: ${JSON.stringify(aliases)}`] : []),
        ...(post.slug ? [`slug: ${post.slug}`] : []),
        ...(pinned && pinned !== post ? [relatedLine((post.pins ?? 0) % 4, pinned.name)] : []),
        '---',
        '',
        post.text,
        '',
        ...(post.picture === undefined ? [] : [`![A stamp](${post.name}.png)`, '']),
        ...(link && link !== post ? [`See [that one](${link.name}.md).`] : []),
        '',
      ].join('\n'),
    );
  }
}
