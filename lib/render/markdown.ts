import { join } from 'node:path';
import type { Post } from 'contentlayer/generated';
import { absoluteUrl, site as config } from '../config/site';
import { summaryOf } from '../pages/catalog';
import { licenseOfPost } from '../pages/links';
import { llmsHead } from '../text-files/llms';
import type { MarkdownInput } from '../text-files/markdown';
import { encodePath } from '../util/addresses';
import { dayOrMoment } from '../util/dates';
import type { OutputOf } from './output';
import type { Site } from './site';

/** The Markdown file of each post that is listed. */
export function* markdownOutputs(site: Site): Generator<OutputOf<'markdown'>> {
  for (const post of site.catalog.posts)
    yield { kind: 'markdown', path: `${post.path}index.md`, post: markdownOf(site, post) };
}

/** Maximum number of words in `llms-full.txt`, which is read in one go. It has the newest articles. */
const maxWords = 200_000;

/** The newest articles in one file. */
export function* llmsOutput(site: Site): Generator<OutputOf<'llms'>> {
  const posts: MarkdownInput[] = [];
  let remainingWords = maxWords;
  for (const post of site.catalog.posts) {
    if (post.noindex) continue;
    remainingWords -= site.entryOf(post._id).text.words;
    if (remainingWords < 0) break;
    posts.push(markdownOf(site, post));
  }
  yield { kind: 'llms', path: '/llms-full.txt', head: llmsHead(), posts };
}

function markdownOf({ catalog, publication, entryOf, textOf }: Site, post: Post): MarkdownInput {
  const entry = entryOf(post._id);
  const { links, assets } = textOf(post._id).body;
  const tags = catalog.tagsOf(post).map(({ name }) => name);
  return {
    frontMatter: {
      title: post.title,
      description: summaryOf(post),
      url: absoluteUrl(encodePath(post.path)),
      date: dayOrMoment(post.day, post.date, config.timeZone),
      updated: post.updated && dayOrMoment(post.updatedDay ?? '', post.updated, config.timeZone),
      changes:
        post.changes.length > 0
          ? Object.fromEntries(
              post.changes.map(({ day, iso, text }) => [dayOrMoment(day, iso, config.timeZone), text]),
            )
          : undefined,
      authors: catalog.authorsOf(post).map((author) => author.name),
      tags: tags.length > 0 ? tags : undefined,
      series: post.series && catalog.findSeries(post.series)?.title,
      language: post.lang ?? config.language,
      rights: config.copyright,
      license: licenseOfPost(post)?.url,
    },
    from: join(publication.contentDir, entry.file.path),
    digest: entry.digest,
    wikilinks: entry.text.wikilinks,
    references: entry.text.references,
    replaced: entry.text.replaced,
    links,
    assets,
  };
}
