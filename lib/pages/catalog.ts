import type { Author, Page, Post, Series } from 'contentlayer/generated';
import type { Documents } from '../content/documents';
import type { Recommendation } from '../recommend/index';
import type { Reason } from '../recommend/reasons';
import { previewFolder } from '../util/addresses';
import { groupBy } from '../util/group-by';
import { slugify } from '../util/slug';

/** A topic with its posts, newest first. */
export interface Tag {
  slug: string;
  /** The most common spelling in posts. */
  name: string;
  posts: readonly Post[];
}

/** The posts of a year, newest first. */
export interface Year {
  year: string;
  posts: readonly Post[];
}

/**
 * The content of the publication, for pages. Everything is sorted and grouped once, so that pages
 * need not sort or search.
 */
export interface Catalog {
  /** The posts of lists and feeds, newest first; posts with the same date by slug. */
  posts: readonly Post[];
  /** The same, and the unlisted posts, which have only their own page. */
  allPosts: readonly Post[];
  /** Posts that are not published yet, at addresses that nobody can guess. Nothing else may show them. */
  drafts: readonly Post[];
  /** Topics by number of posts, most first. */
  tags: readonly Tag[];
  /** By name. */
  authors: readonly Author[];
  /** Series with at least one post, by title. */
  series: readonly Series[];
  /** By title. */
  pages: readonly Page[];
  /** Newest first. */
  years: readonly Year[];
  findPost(slug: string): Post | undefined;
  findSeries(id: string): Series | undefined;
  /** The topics of a post, with the spelling of the publication. */
  tagsOf(post: Post): Tag[];
  authorsOf(post: Post): Author[];
  postsBy(author: Author): readonly Post[];
  /** The posts of a series in reading order: by part, then by date. */
  partsOf(series: Series): readonly Post[];
  /** The original and its translations, the original first. Empty if there is no translation. */
  translationsOf(post: Post): readonly Post[];
  /** The recommendations for a post and their reasons, best first. */
  recommendedFor(post: Post): { post: Post; reason: Reason | undefined }[];
}

/** Parts without a number come last. */
const last = Number.MAX_SAFE_INTEGER;

/**
 * Sorts and groups the documents of a publication.
 *
 * @param recommended the recommendations by slug
 */
export function makeCatalog(
  documents: Documents,
  recommended: ReadonlyMap<string, readonly Recommendation[]>,
): Catalog {
  const sorted = documents.posts.toSorted(
    (a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0) || compare(a.slug, b.slug),
  );
  const allPosts = sorted.filter((post) => !isAtPreview(post));
  const posts = allPosts.filter(({ unlisted }) => !unlisted);
  const tags = groupTags(posts);
  const bySlug = new Map(allPosts.map((post) => [post.slug, post]));
  const tagsBySlug = new Map(tags.map((tag) => [tag.slug, tag]));
  const authorsById = new Map(documents.authors.map((author) => [author.slug, author]));
  const seriesById = new Map(documents.series.map((series) => [series.slug, series]));
  const postsByAuthor = groupBy(posts, (post) => post.authors);
  const parts = groupBy(posts.toReversed(), (post) => (post.series === undefined ? [] : [post.series]));
  for (const list of parts.values()) list.sort((a, b) => (a.part ?? last) - (b.part ?? last));
  const translations = groupTranslations(posts);
  return {
    posts,
    allPosts,
    drafts: sorted.filter(isAtPreview),
    tags,
    authors: documents.authors.toSorted((a, b) => compare(a.name, b.name) || compare(a.slug, b.slug)),
    series: documents.series
      .filter((one) => parts.has(one.slug))
      .sort((a, b) => compare(a.title, b.title) || compare(a.slug, b.slug)),
    pages: documents.pages.toSorted((a, b) => compare(a.title, b.title) || compare(a.slug, b.slug)),
    // Grouped by the day as written: across time zones, an earlier post can be in a later year.
    years: [...groupBy(posts, (post) => [post.day.slice(0, 4)])]
      .map(([year, posts]) => ({ year, posts }))
      .sort((a, b) => compare(b.year, a.year)),
    findPost: (slug) => bySlug.get(slug),
    findSeries: (id) => seriesById.get(id),
    tagsOf: (post) => post.tags.flatMap((tag) => tagsBySlug.get(slugify(tag)) ?? []),
    authorsOf: (post) => post.authors.flatMap((id) => authorsById.get(id) ?? []),
    postsBy: (author) => postsByAuthor.get(author.slug) ?? [],
    translationsOf: (post) =>
      post.unlisted ? [] : (translations.get(post.translationOf ?? post.slug) ?? []),
    partsOf: (series) => parts.get(series.slug) ?? [],
    recommendedFor: (post) =>
      (recommended.get(post.slug) ?? []).flatMap(({ slug, reason }) => {
        const other = bySlug.get(slug);
        return other ? [{ post: other, reason }] : [];
      }),
  };
}

/** Whether a post is not published yet, and at an address that nobody can guess. In `npm run dev`, no post is. */
export const isAtPreview = ({ path }: Post): boolean => path.startsWith(previewFolder);

/** Posts with their translations, by the slug of the original. */
function groupTranslations(posts: readonly Post[]): Map<string, Post[]> {
  const groups = groupBy(posts, (post) => [post.translationOf ?? post.slug]);
  for (const [slug, group] of groups)
    if (group.length === 1) groups.delete(slug);
    else
      group.sort(
        (a, b) => Number(a.slug !== slug) - Number(b.slug !== slug) || compare(a.lang ?? '', b.lang ?? ''),
      );
  return groups;
}

function groupTags(posts: readonly Post[]): Tag[] {
  const groups = new Map<string, { spellings: Map<string, number>; posts: Post[] }>();
  const slugs = new Map<string, string>();
  for (const post of posts)
    for (const tag of post.tags) {
      const slug = slugs.get(tag) ?? slugify(tag);
      slugs.set(tag, slug);
      const group = groups.get(slug) ?? { spellings: new Map<string, number>(), posts: [] };
      group.spellings.set(tag, (group.spellings.get(tag) ?? 0) + 1);
      group.posts.push(post);
      groups.set(slug, group);
    }
  return [...groups]
    .map(([slug, { spellings, posts }]) => {
      const [name = slug] = [...spellings].sort((a, b) => b[1] - a[1] || compare(a[0], b[0]))[0] ?? [];
      return { slug, name, posts };
    })
    .sort((a, b) => b.posts.length - a.posts.length || compare(a.slug, b.slug));
}

/** A summary in one or two sentences: the description of a document, or its excerpt. */
export function summaryOf(document: Post | Page | Author | Series): string {
  return document.description ?? document.excerpt;
}

/** When any of these posts was last changed (RFC 3339); `undefined` without posts. */
export function lastChange(changed: readonly Post[]): string | undefined {
  let latest: string | undefined;
  for (const post of changed) {
    const change = post.updated ?? post.date;
    if (latest === undefined || change > latest) latest = change;
  }
  return latest;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
