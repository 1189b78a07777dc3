import type { Post } from 'contentlayer/generated';
import { cardSize } from '../cards/size';
import { postPath } from '../config/post-path';
import { absoluteUrl, messages, site, siteLicense } from '../config/site';
import type { FeedInput, FeedItemInput } from '../feeds';
import { opml } from '../feeds/opml';
import { mediaTypeOf } from '../hosts/media-types';
import { socialImageOf } from '../images/picture';
import { aliasPath, encodePath, tagPath } from '../util/addresses';
import { type Catalog, summaryOf } from './catalog';
import { chaptersFile, episodeOf } from './episodes';
import { licenseOfPost } from './links';
import type { TextOf } from './site-content';

/** A list of posts with a feed. */
interface FeedList {
  /** Its address, such as `/tags/wasi/`. */
  path: string;
  title: string;
  description: string;
  /** Newest first. */
  posts: readonly Post[];
}

/** @param length the number of posts in it */
const feedOf = (catalog: Catalog, textOf: TextOf, list: FeedList, length = site.feedLength): FeedInput => ({
  title: list.title,
  description: list.description,
  url: absoluteUrl(encodePath(list.path)),
  language: site.language,
  copyright: site.copyright,
  license: siteLicense,
  icon: absoluteUrl('/icon-512.png'),
  hub: site.notify?.hub,
  items: list.posts.slice(0, length).map((post) => itemOf(catalog, textOf, post)),
});

/** The lists with a feed: the whole site, each topic and each author. */
function* feedLists(catalog: Catalog): Generator<FeedList> {
  yield { path: '/', title: site.title, description: site.description, posts: catalog.posts };
  for (const tag of catalog.tags)
    yield {
      path: tagPath(tag.slug),
      title: `${tag.name} · ${site.title}`,
      description: messages.topics.about(site.title, tag.name),
      posts: tag.posts,
    };
  for (const author of catalog.authors)
    yield {
      path: author.path,
      title: `${author.name} · ${site.title}`,
      description: summaryOf(author) || messages.authors.articlesBy(author.name),
      posts: catalog.postsBy(author),
    };
}

/** The feed of the podcast, with the posts that have audio; `undefined` if there is none in `site.config.ts`. */
export function podcastFeed(catalog: Catalog, textOf: TextOf): FeedInput | undefined {
  const { podcast } = site;
  if (!podcast) return undefined;
  const { title = site.title, description = site.description, author = site.title } = podcast;
  // Directories show only what the feed has, so every episode is in it.
  const posts = catalog.posts.filter((post) => post.audio !== undefined);
  return {
    ...feedOf(catalog, textOf, { path: '/', title, description, posts }, posts.length),
    podcast: {
      image: absoluteUrl(podcast.image),
      category: podcast.category,
      author,
      email: podcast.email,
      explicit: podcast.explicit ?? false,
      type: podcast.type ?? 'episodic',
    },
  };
}

/** All feeds as OPML. */
export function feedsAsOpml(catalog: Catalog): string {
  const feeds = Array.from(feedLists(catalog), ({ title, path }) => ({
    title,
    url: absoluteUrl(encodePath(path)),
  }));
  return opml(site.title, feeds);
}

/**
 * All feeds, with the full text of the newest posts. The feed of the whole site also has an archive
 * (RFC 5005): documents of `feedLength` posts, starting with the oldest, so that a new post does not
 * change complete documents.
 */
export function* allFeeds(catalog: Catalog, textOf: TextOf): Generator<{ path: string; feed: FeedInput }> {
  const full = Math.floor(catalog.posts.length / site.feedLength);
  // No archive if the feed has all posts.
  const documents = full * site.feedLength === catalog.posts.length && full === 1 ? 0 : full;
  const archive = (at: number) => absoluteUrl(archivePath(at));
  for (const list of feedLists(catalog)) {
    const previous = list.path === '/' && documents > 0 ? archive(documents) : undefined;
    yield { path: list.path, feed: { ...feedOf(catalog, textOf, list), previous } };
  }
  const oldestFirst = catalog.posts.toReversed();
  for (let at = 1; at <= documents; at++) {
    const posts = oldestFirst.slice((at - 1) * site.feedLength, at * site.feedLength).reverse();
    yield {
      path: archivePath(at),
      feed: {
        ...feedOf(catalog, textOf, { path: '/', title: site.title, description: site.description, posts }),
        previous: at > 1 ? archive(at - 1) : undefined,
        archived: { url: archive(at), next: at < documents ? archive(at + 1) : undefined },
      },
    };
  }
}

const archivePath = (at: number) => `/archive/feed/${at}/`;

/** The first path of a post, by which feed readers know it. `aliases` and `formerPostPaths` begin with the oldest. */
function originalPath({ slug, day, path, aliases: [alias] }: Post): string {
  if (alias !== undefined) return aliasPath(alias);
  const [former] = site.formerPostPaths ?? [];
  return former === undefined ? path : postPath(slug, day, former);
}

/** Directories of podcasts take only square pictures, in these formats. */
const isEpisodeImage = ({ image, imageWidth, imageHeight }: Post) =>
  imageWidth === imageHeight && /\.(?:jpe?g|png)$/.test(image ?? '');

function itemOf(catalog: Catalog, textOf: TextOf, post: Post): FeedItemInput {
  const authors = catalog.authorsOf(post).map(({ name, path }) => ({
    name,
    url: absoluteUrl(encodePath(path)),
  }));
  const { body, formulas, audio } = textOf(post._id);
  const episode = episodeOf(post, audio);
  const url = absoluteUrl(encodePath(post.path));
  return {
    id: post.guid ?? absoluteUrl(encodePath(originalPath(post))),
    url,
    title: post.title,
    summary: summaryOf(post),
    body,
    formulas,
    published: post.date,
    day: post.day,
    updated: post.updated ?? post.date,
    authors: authors.length > 0 ? authors : [{ name: site.title, url: absoluteUrl('/') }],
    tags: catalog.tagsOf(post).map((tag) => tag.name),
    image: post.image
      ? { url: absoluteUrl(post.image), width: post.imageWidth, height: post.imageHeight }
      : { url: absoluteUrl(`${encodePath(post.path)}og.png`), ...cardSize },
    isImageWithin: Object.values(body.assets).some(
      ({ picture }) => picture && socialImageOf(picture).address === post.image,
    ),
    attachments: [
      ...(episode
        ? [
            {
              url: absoluteUrl(episode.src),
              type: episode.type,
              length: episode.bytes ?? 0,
              seconds: episode.seconds,
            },
          ]
        : []),
      ...Object.values(body.assets).flatMap(({ address, bytes }) => {
        const type = mediaTypeOf(address);
        return bytes && /^(?:audio|video)\//.test(type) && address !== episode?.src
          ? { url: absoluteUrl(address), type, length: bytes }
          : [];
      }),
    ],
    episode: episode && {
      seconds: episode.seconds,
      number: episode.number,
      image: post.image && isEpisodeImage(post) ? absoluteUrl(post.image) : undefined,
      transcript: episode.transcript && {
        url: absoluteUrl(episode.transcript.href),
        type: episode.transcript.type,
        language: post.lang ?? site.language,
      },
      chapters: episode.chapters.length > 0 ? url + chaptersFile : undefined,
    },
    language: post.lang ?? site.language,
    license: licenseOfPost(post),
    changes: post.changes,
  };
}
