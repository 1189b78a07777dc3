import { site } from '../config/site';
import { isListed } from '../content/entry';
import type { Located } from '../content/model';
import { postSlugs } from '../content/post-slugs';
import type { ResolvedEntry } from '../content/publication';
import type { StoredPost } from '../recommend/stored-terms';
import { encodePath } from '../util/addresses';
import { hashOf } from '../util/hash';
import { slugify } from '../util/slug';

/** The posts among the entries that are listed. */
export const listedPosts = (entries: readonly ResolvedEntry[]): ResolvedEntry[] =>
  entries.filter((entry) => entry.file.type === 'Post' && isListed(entry));

/** A hash of a text: of its file, and of the titles of other documents that wikilinks show in it. */
export const textDigest = ({ digest, text: { wikilinks } }: ResolvedEntry): string =>
  wikilinks.length > 0 ? hashOf(digest, JSON.stringify(wikilinks)) : digest;

/** The input of recommendations: one item for each post among the entries that is listed. */
export function recommendable(entries: readonly ResolvedEntry[]): StoredPost[] {
  const posts = listedPosts(entries);
  const slugs = postSlugs(posts);
  const byPath = new Map(posts.map(({ path, slug }) => [encodePath(path), slug]));
  return posts.map((entry) => {
    const { slug, fields, text, resolved } = entry;
    const slugsOf = (names: readonly Located<string>[] = []) =>
      names.flatMap(({ value }) => slugs.get(value) ?? []);
    const tagNames = fields.tags?.value.map(({ value }) => value) ?? [];
    const language = fields.lang?.value ?? site.language;
    return {
      slug,
      digest: hashOf(textDigest(entry), language),
      terms: text.terms,
      tags: tagNames.map(slugify),
      tagNames,
      series: fields.series?.value,
      part: fields.part?.value,
      date: Date.parse(fields.date?.value.iso ?? ''),
      language,
      original: slugs.get(fields.translationOf?.value ?? '') ?? slug,
      links: [...resolved.links.values()].flatMap(
        (address) => byPath.get(address.replace(/[?#].*$/, '')) ?? [],
      ),
      pinned: slugsOf(fields.related?.value || []),
      unrelated: slugsOf(fields.unrelated?.value),
      hasNoRecommendations: fields.related?.value === false,
    };
  });
}
