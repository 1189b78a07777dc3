import { type Card, CardPrinter } from '../cards';
import { encodePath } from '../content/addresses';
import { readBody } from '../content/body';
import type { Publication } from '../content/publication';
import { printFeeds } from '../feeds';
import { allFeeds } from '../feeds/lists';
import { formatDay } from '../language';
import { bitsOf } from '../motif';
import { authorsOf, findPost, posts, summaryOf, tagsOf } from '../posts';
import type { SearchEntry } from '../search';
import { absoluteUrl, site } from '../site';
import { llms } from './llms';
import { postMarkdown } from './markdown';
import { printRedirects, redirectsFile } from './redirect-file';
import { redirects } from './redirects';

/** A file of the site that is not a page: its path from the slash, not percent-encoded. */
export interface PrintedFile {
  path: string;
  content: string | Uint8Array;
}

/**
 * Prints what stands beside the pages: feeds, cards, articles as Markdown, and the lists that
 * machines read.
 *
 * @param cardDir where drawn cards are kept between builds
 */
export async function* printFiles(publication: Publication, cardDir: string): AsyncGenerator<PrintedFile> {
  for await (const { path, feed } of allFeeds())
    for (const [name, content] of Object.entries(printFeeds(feed))) yield { path: path + name, content };
  yield* printCards(await CardPrinter.open(cardDir));
  yield* printMarkdown(publication);
  yield { path: '/llms.txt', content: llms() };
  yield { path: '/search.json', content: JSON.stringify(await Promise.all(posts.map(searchEntry))) };
  yield { path: `/${redirectsFile}`, content: printRedirects(redirects()) };
}

async function* printCards(printer: CardPrinter): AsyncGenerator<PrintedFile> {
  const shared = { publication: site.title, language: site.language };
  const card: Card = {
    ...shared,
    title: site.tagline,
    byline: new URL(site.url).host,
    bits: bitsOf(site.title),
  };
  yield { path: '/og.png', content: await printer.print(card) };
  for (const post of posts) {
    const language = post.lang ?? site.language;
    const byline = [...authorsOf(post).map((author) => author.name), formatDay(post.day, language)].join(
      ' · ',
    );
    yield {
      path: `${post.path}og.png`,
      content: await printer.print({
        ...shared,
        language,
        title: post.title,
        byline,
        bits: bitsOf(post.slug),
      }),
    };
  }
}

function* printMarkdown({ entries }: Publication): Generator<PrintedFile> {
  for (const entry of entries) {
    const post = entry.file.type === 'Post' ? findPost(entry.slug) : undefined;
    if (!post) continue;
    const url = absoluteUrl(encodePath(post.path));
    const names = authorsOf(post).map((author) => author.name);
    const byline = `${names.join(', ') || site.title}, ${formatDay(post.day, post.lang ?? site.language)}`;
    yield {
      path: `${post.path}index.md`,
      content: postMarkdown(entry, { title: post.title, url, byline, summary: summaryOf(post) }, absoluteUrl),
    };
  }
}

async function searchEntry(post: (typeof posts)[number]): Promise<SearchEntry> {
  const { headings } = await readBody(post.bodyFile);
  return {
    path: encodePath(post.path),
    title: post.title,
    description: summaryOf(post),
    tags: tagsOf(post).map((tag) => tag.name),
    headings: headings.map((heading) => heading.text),
  };
}
