import { groupBy } from '../../util/group-by';
import {
  type Article,
  countWords,
  imageKey,
  type Part,
  type PartKind,
  partId,
  type Repeated,
  wordsIn,
} from './article';

/** What of an old article is not in ours. */
export interface MissingPart {
  kind: 'text' | PartKind;
  what: string;
}

/** An old article beside ours. */
export interface ArticleProof {
  oldAddress: string;
  address: string;
  /** The number of words in the old article, and how many of them are not in ours. */
  words: number;
  missingWords: number;
  /** How many parts of each kind the old article has. */
  parts: ReadonlyMap<PartKind, number>;
  missing: MissingPart[];
  /** The blocks of the old article, and whether words of them are not in ours. */
  old: { text: string; isMissing: boolean }[];
  /** The blocks of ours. */
  ours: string[];
}

/** Finds what is on many of the old articles. */
export const repeatedIn = (articles: readonly Article[]): Repeated => ({
  blocks: inMany(articles.map(({ blocks }) => blocks)),
  parts: inMany(articles.map(({ parts }) => parts.map(partId))),
});

/** Finds what is in at least a fifth of some lists, and in at least three. */
function inMany(lists: readonly (readonly string[])[]): ReadonlySet<string> {
  const many = Math.max(3, lists.length * 0.2);
  const counts = new Map<string, number>();
  for (const list of lists) for (const one of new Set(list)) counts.set(one, (counts.get(one) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count >= many).map(([one]) => one));
}

/**
 * Compares an old article with ours.
 *
 * @param repeated what belongs to the theme of the old site, and is not compared
 * @param isKnownLink whether our article has a link that leads where a link of the old one does
 */
export function compare(
  addresses: { oldAddress: string; address: string },
  old: Article,
  ours: Article,
  repeated: Repeated,
  isKnownLink: (href: string, links: ReadonlySet<string>) => boolean,
): ArticleProof {
  const left = countWords(ours.blocks.flatMap(wordsIn));
  const missing: MissingPart[] = [];
  let words = 0;
  let missingWords = 0;
  const blocks = old.blocks
    .filter((block) => !repeated.blocks.has(block))
    .map((block) => {
      const own = wordsIn(block);
      const absent = own.filter((word) => {
        const count = left.get(word) ?? 0;
        left.set(word, count - 1);
        return count <= 0;
      });
      words += own.length;
      missingWords += absent.length;
      if (absent.length > 0)
        missing.push({ kind: 'text', what: absent.length > own.length / 2 ? block : absent.join(' ') });
      return { text: block, isMissing: absent.length > 0 };
    });

  const parts = old.parts.filter((part) => !repeated.parts.has(partId(part)));
  const counts = new Map<PartKind, number>();
  for (const { kind } of parts) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const known = new Set(ours.parts.map(partId));
  const links = new Set(ours.parts.flatMap(({ kind, key }) => (kind === 'link' ? key : [])));
  const looseImages = new Set(ours.parts.map(({ looseKey }) => looseKey));
  const hasImage = imageMatcher(ours.parts, parts);
  const isHere = (part: Part): boolean => {
    if (part.kind !== 'image' && known.has(partId(part))) return true;
    // A link to the large version of an image that is here.
    const isImage = /\.(?:avif|gif|jpe?g|png|svg|webp)(?:[?#]|$)/i.test(part.what);
    if (part.kind === 'link')
      return isKnownLink(part.what, links) || (isImage && looseImages.has(imageKey(part.what)));
    // A frame or a player may have become a link to what it showed.
    if (part.kind === 'embed')
      return [...links].some(
        (link) => link === part.key || link.split(/[/?=&#.]/).includes(part.key.toLowerCase()),
      );
    if (part.kind === 'image') return hasImage(part);
    // Their targets have other names here, so they are counted below.
    return part.kind === 'footnote';
  };
  for (const part of parts) if (!isHere(part)) missing.push({ kind: part.kind, what: part.what });
  const footnotes = (article: readonly Part[]) => article.filter(({ kind }) => kind === 'footnote');
  for (const { what } of footnotes(parts).slice(footnotes(ours.parts).length))
    missing.push({ kind: 'footnote', what });
  return { ...addresses, words, missingWords, parts: counts, missing, old: blocks, ours: ours.blocks };
}

/**
 * Matches old images with ours: by name, and else by name without sizes, hashes and numbers. Each of ours
 * stands for one old image, wherever that is shown.
 */
function imageMatcher(ours: readonly Part[], old: readonly Part[]): (image: Part) => boolean {
  const exactKeys = ({ key }: Part) => [key];
  const looseKeys = ({ key, looseKey = key }: Part) => [looseKey.replace(/-\d{1,2}$/, '')];
  const imagesOf = (parts: readonly Part[]) => [
    ...new Map(parts.flatMap((part) => (part.kind === 'image' ? [[part.what, part]] : []))).values(),
  ];
  const found = new Map<string, boolean>();
  const left = new Set(imagesOf(ours));
  for (const keysOf of [exactKeys, looseKeys]) {
    const byKey = groupBy([...left], keysOf);
    for (const image of imagesOf(old)) {
      if (found.get(image.what)) continue;
      const match = byKey.get(keysOf(image)[0] ?? '')?.pop();
      if (match) left.delete(match);
      found.set(image.what, match !== undefined);
    }
  }
  return ({ what }) => found.get(what) ?? false;
}
