import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeBlock } from './code';
import { list, paragraph, phrase, plainSentence, quotation, sentence, table, type Writer } from './prose';
import { between, lognormal, pick, type Random, randomOf } from './random';
import { drawTopics, drawWord } from './vocabulary';

/** Which archive to generate. The same settings give the same bytes on every machine. */
export interface Corpus {
  /** The number of posts. */
  posts: number;
  /** Notes of about 1 KB instead of articles of about 13 KB. */
  short: boolean;
}

export interface Post {
  /** The file name without `.md`, and the last segment of the URL. */
  slug: string;
  /** Front matter and Markdown. */
  source: string;
  /** The number of words, without front matter and code. */
  words: number;
}

/** The result of `writeCorpus`. */
export interface Written {
  /** The size of all posts in bytes. */
  bytes: number;
  /** The post closest to 1,000 words. */
  typical: { slug: string; words: number };
}

const authors = {
  'first-desk': 'First Desk',
  'second-desk': 'Second Desk',
  'third-desk': 'Third Desk',
};
const authorIds = Object.keys(authors);
const seriesIds = ['one', 'two', 'three', 'four', 'five'].map((name) => `series-${name}`);
const partsPerSeries = 8;

const day = 24 * 60 * 60 * 1000;
const firstDay = Date.UTC(2014, 0, 1);
const lastDay = Date.UTC(2026, 0, 1);
/** A `BUILD_TIME` later than all posts, including the added one. */
export const buildTime = '2026-01-02T00:00:00Z';

/**
 * Writes an archive as a Letterpress publication, and replaces the content of the folder.
 *
 * @param folder for `CONTENT_DIR`
 */
export function writeCorpus(folder: string, corpus: Corpus): Written {
  rmSync(folder, { recursive: true, force: true });
  for (const name of ['posts', 'authors', 'series']) mkdirSync(join(folder, name), { recursive: true });
  for (const [id, name] of Object.entries(authors))
    writeFileSync(join(folder, 'authors', `${id}.md`), `---\nname: ${name}\norganization: true\n---\n`);
  for (const id of seriesIds)
    writeFileSync(join(folder, 'series', `${id}.md`), `---\ntitle: ${id.replace('-', ' ')}\n---\n`);

  let bytes = 0;
  let typical = { slug: '', words: Number.NEGATIVE_INFINITY };
  for (let index = 0; index < corpus.posts; index++) {
    const { slug, source, words } = makePost(corpus, index);
    writeFileSync(join(folder, 'posts', `${slug}.md`), source);
    bytes += Buffer.byteLength(source);
    if (Math.abs(words - 1000) < Math.abs(typical.words - 1000)) typical = { slug, words };
  }
  return { bytes, typical };
}

/**
 * Generates one post.
 *
 * @param index its place in the archive, 0 for the oldest. The number of posts gives a post that is
 *   newer than all others.
 * @param edited whether to add a sentence to the middle paragraph
 */
export function makePost(corpus: Corpus, index: number, edited = false): Post {
  const random = randomOf(`post ${index}`);
  const about = drawTopics(random, between(random, 2, 4));
  const writer: Writer = {
    random,
    about,
    links: [
      ...Array.from({ length: index > 0 ? 2 : 0 }, () => `${slugOf(between(random, 0, index - 1))}.md`),
      ...Array.from({ length: 4 }, () => `https://example.org/${drawWord(random, about)}/`),
    ],
  };
  const blocks = makeBlocks(writer, corpus.short);
  if (edited) addSentence(writer, blocks);
  const prose = blocks.filter((block) => block.kind !== 'code').map((block) => block.text);
  return {
    slug: slugOf(index),
    source: `---\n${frontMatter(writer, corpus, index)}\n---\n\n${blocks.map((block) => block.text).join('\n\n')}\n`,
    words: prose.join(' ').match(/\S*[a-z0-9]\S*/gi)?.length ?? 0,
  };
}

function frontMatter(writer: Writer, corpus: Corpus, index: number): string {
  // Independent of the body, so that an edit does not change it.
  const random = randomOf(`front matter ${index}`);
  const step = Math.max(1, Math.floor(corpus.posts / (seriesIds.length * partsPerSeries)));
  const nth = index < corpus.posts && index % step === 0 ? index / step : Number.POSITIVE_INFINITY;
  const part = Math.floor(nth / seriesIds.length) + 1;
  return [
    `title: "${titleOf(index)}"`,
    `date: ${dateOf(corpus, index)}`,
    ...(random() < 0.8 ? [`description: "${plainSentence({ ...writer, random })}"`] : []),
    `authors: [${authorIds.filter((_, at) => at === index % 3 || random() < 0.05).join(', ')}]`,
    `tags: [${writer.about.map((topic) => topic.name).join(', ')}]`,
    ...(part <= partsPerSeries ? [`series: ${seriesIds[nth % seriesIds.length]}`, `part: ${part}`] : []),
  ].join('\n');
}

/** The title of a post, without generating the post. */
function titleOf(index: number): string {
  const random = randomOf(`title ${index}`);
  return phrase({ random, about: drawTopics(random, 2), links: [] }, 4, 8);
}

function slugOf(index: number): string {
  return `${titleOf(index).toLowerCase().replaceAll(' ', '-')}-${index}`;
}

/** Posts are spread evenly over twelve years. The one after the last is a day newer. */
function dateOf({ posts }: Corpus, index: number): string {
  const days = Math.floor(((lastDay - firstDay) / day) * (index / posts));
  return new Date(firstDay + days * day).toISOString().slice(0, 10);
}

interface Block {
  kind: 'paragraph' | 'code' | 'other';
  text: string;
}

function makeBlocks(writer: Writer, short: boolean): Block[] {
  const { random } = writer;
  const words = short ? lognormal(random, 75, 0.3, [30, 200]) : lognormal(random, 1430, 0.4, [300, 5000]);
  const blocks: Block[] = [];
  let written = 0;
  const add = (...added: Block[]) => {
    blocks.push(...added);
    for (const { text } of added) written += text.split(' ').length;
  };
  add({ kind: 'paragraph', text: paragraph(writer) });
  while (written < words) {
    if (!short) add({ kind: 'other', text: `## ${phrase(writer, 2, 6)}` });
    for (let left = between(random, 2, 6); left > 0 && written < words; left--)
      add(...makeBlock(writer, short));
  }
  const codeBlocks = short ? Number(random() < 0.3) : between(random, 3, 5);
  for (let left = codeBlocks; left > 0; left--)
    blocks.splice(between(random, 1, blocks.length), 0, {
      kind: 'code',
      text: codeBlock(random, writer.about),
    });
  const notes = short ? 0 : Math.max(0, between(random, -1, 3));
  for (let note = 1; note <= notes; note++) {
    const marked = paragraphOf(random, blocks);
    marked.text += `[^${note}]`;
    blocks.push({ kind: 'other', text: `[^${note}]: ${sentence(writer)}` });
  }
  return blocks;
}

function makeBlock(writer: Writer, short: boolean): Block[] {
  const kind = writer.random();
  const body: Block = { kind: 'paragraph', text: paragraph(writer) };
  if (kind < 0.13) return [{ kind: 'other', text: list(writer) }];
  if (short || kind > 0.27) return [body];
  if (kind < 0.17) return [{ kind: 'other', text: table(writer) }];
  if (kind < 0.2) return [{ kind: 'other', text: quotation(writer) }];
  return [{ kind: 'other', text: `### ${phrase(writer, 2, 5)}` }, body];
}

function paragraphOf(random: Random, blocks: readonly Block[]): Block {
  return pick(
    random,
    blocks.filter((block) => block.kind === 'paragraph'),
  );
}

function addSentence(writer: Writer, blocks: readonly Block[]): void {
  const paragraphs = blocks.filter((block) => block.kind === 'paragraph');
  const middle = paragraphs[Math.floor(paragraphs.length / 2)];
  if (middle) middle.text += ` ${plainSentence(writer)}`;
}
