import { site } from '../config/site';
import { addressKey, aliasPath, aliasProblem, servedKey, tagPath } from '../util/addresses';
import { nearest } from '../util/nearest';
import { isSafeSlug } from '../util/slug';
import type { Entry } from './entry';
import type { ContentError } from './errors';
import type { Listing } from './files';
import type { Located } from './model';
import { folders } from './model';
import { postSlugs } from './post-slugs';
import { isOwnAddress } from './site-addresses';

/**
 * Cross-checks the documents of a publication: addresses that several of them claim,
 * authors, series and posts that are referred to but do not exist, and conflicting tags, parts and
 * translations.
 *
 * @param entries all documents, including drafts and scheduled posts
 * @param unread files and folders that could not be read, and documents with errors of their own.
 *   References that may lead to them are not reported.
 * @param siteAddresses the addresses of the site that are not documents
 * @param language the language of the site, as a BCP 47 tag
 * @returns the errors, in no particular order
 */
export function checkEntries(
  entries: Entry[],
  unread: Pick<Listing, 'unreadable' | 'closed'>,
  siteAddresses: string[],
  language: string,
): ContentError[] {
  return [
    ...checkAddresses(entries, siteAddresses),
    ...checkSlugs(entries),
    ...checkNames(entries, unread),
    ...checkTags(entries),
    ...checkParts(entries),
    ...checkTranslations(entries, language),
  ];
}

/** An address, and which document has it. */
interface Claim {
  path: string;
  /** The owner, as messages name it. */
  label: string;
  /** `false` for an alias. */
  own: boolean;
  /** `undefined` if the site itself has the address. */
  entry: Entry | undefined;
}

/** Part of a message about two addresses that differ, but that some hosts treat as one; see `servedKey`. */
const suffixNote = ', even without ".html" or "index", which some hosts ignore';

/** Reports addresses that several documents or the site itself have. */
function checkAddresses(entries: Entry[], siteAddresses: string[]): ContentError[] {
  const errors: ContentError[] = [];
  const fromSite = siteAddresses.map(
    (path): Claim => ({ path, label: 'the site itself', own: true, entry: undefined }),
  );
  const taken = new Map(fromSite.map((claim) => [addressKey(claim.path), claim]));
  const served = new Map(fromSite.map((claim) => [servedKey(claim.path), claim]));
  const gone = new Map((site.gone ?? []).map((path) => [addressKey(aliasPath(path)), path]));
  const claim = (entry: Entry, path: string, at: Located<string> | undefined, own: boolean) => {
    const key = addressKey(path);
    if (gone.has(key) && !entry.hidden)
      errors.push({
        file: entry.shown,
        line: at?.line ?? 1,
        column: at?.column ?? 1,
        message: `the path ${path} is in use, but site.config.ts lists it in "gone"; expected one or the other`,
        fix: 'remove it from "gone", or choose another path here',
      });
    const same = taken.get(key);
    const near = served.get(servedKey(path));
    // A document may have both addresses, and the site's owner may put `/about.html` next to the page `/about/`.
    const isAllowed = near?.entry === entry || (own && near?.entry === undefined);
    const other = same ?? (isAllowed ? undefined : near);
    if (!other) {
      const claimed = { path, label: entry.shown, own, entry };
      taken.set(key, claimed);
      if (!near) served.set(servedKey(path), claimed);
      return;
    }
    const note = trim(path) === trim(other.path) ? '' : same ? ', ignoring case' : suffixNote;
    errors.push({
      file: entry.shown,
      line: at?.line ?? 1,
      column: at?.column ?? 1,
      message: `the path ${path} is already used by ${other.label}${other.own ? '' : ' (as an alias)'}; expected a unique path${note}`,
      fix: own ? 'rename the file, or change the "slug" of one of them' : 'delete the alias from one of them',
    });
  };
  const trim = (path: string) => path.replace(/\/$/, '');
  for (const entry of entries) {
    const slug = entry.fields.slug;
    // An unsafe slug of a post is reported when its file is read.
    const isSafePost = entry.file.type === 'Post' && entry.slug.split('/').every(isSafeSlug);
    if ((entry.file.type === 'Page' || isSafePost) && isOwnAddress(entry.path))
      errors.push({
        file: entry.shown,
        line: slug?.line ?? 1,
        column: slug?.column ?? 1,
        message: `the path ${entry.path} is reserved for the site; expected another path`,
        fix: 'rename the file, or choose another "slug"',
      });
    else claim(entry, entry.path, slug, true);
  }
  // Aliases come second: if one collides with a document, the error is reported at the alias.
  for (const entry of entries)
    for (const alias of entry.fields.aliases?.value ?? []) {
      // Reported when the file was read.
      if (aliasProblem(alias.value)) continue;
      const path = aliasPath(alias.value);
      if (isOwnAddress(path) || isOwnAddress(servedKey(path)))
        errors.push({
          file: entry.shown,
          line: alias.line,
          column: alias.column,
          message: `the path ${path} is reserved for the site; expected another path${isOwnAddress(path) ? '' : suffixNote}`,
          fix: 'delete the alias',
        });
      else claim(entry, path, alias, false);
    }
  return errors;
}

/** Reports posts with the same slug, which are at different addresses if `postPath` has a date. */
function checkSlugs(entries: Entry[]): ContentError[] {
  const first = new Map<string, Entry>();
  return entries.flatMap((entry): ContentError[] => {
    if (entry.file.type !== 'Post') return [];
    const key = addressKey(entry.slug);
    const other = first.get(key);
    if (!other) {
      first.set(key, entry);
      return [];
    }
    // Reported with the address.
    if (addressKey(other.path) === addressKey(entry.path)) return [];
    const { line = 1, column = 1 } = entry.fields.slug ?? {};
    const message = `the slug ${entry.slug} is already used by ${other.shown}; expected a unique slug, by which other posts name this one`;
    return [
      {
        file: entry.shown,
        line,
        column,
        message,
        fix: 'rename the file, or change the "slug" of one of them',
      },
    ];
  });
}

/** Reports references to authors, series and posts that do not exist. */
function checkNames(
  entries: Entry[],
  { unreadable, closed }: Pick<Listing, 'unreadable' | 'closed'>,
): ContentError[] {
  const errors: ContentError[] = [];
  const slugs = postSlugs(entries);
  const unlisted = new Set(entries.flatMap(({ fields, slug }) => (fields.unlisted?.value ? slug : [])));
  const names = {
    Post: new Set(slugs.keys()),
    Author: new Set<string>(),
    Series: new Set<string>(),
    Page: new Set<string>(),
  };
  for (const { file, slug } of entries) if (file.type !== 'Post') names[file.type].add(slug).add(file.name);
  for (const file of unreadable) names[file.type].add(file.name);

  const check = (
    entry: Entry,
    type: 'Post' | 'Author' | 'Series',
    what: string,
    reference: Located<string>,
  ) => {
    if (closed.has(type) || names[type].has(reference.value)) return;
    // Not the post itself.
    const near = nearest(
      reference.value,
      type === 'Post'
        ? [...names.Post].filter((name) => name !== entry.file.name && name !== entry.slug)
        : names[type],
    );
    const namesakes =
      type === 'Post'
        ? entries.filter(({ file }) => file.type === 'Post' && file.name === reference.value)
        : [];
    errors.push({
      file: entry.shown,
      line: reference.line,
      column: reference.column,
      message:
        namesakes.length > 0
          ? `several posts are named ${JSON.stringify(reference.value)}; expected the path of one of them`
          : `${what} ${JSON.stringify(reference.value)}${type === 'Post' ? ', which is not a post' : ''}; expected the name of a file in ${folders[type]}/`,
      fix:
        namesakes.length > 0
          ? `write ${namesakes.map(({ slug }) => `"${slug}"`).join(' or ')}`
          : near
            ? `write "${near}"`
            : `create ${folders[type]}/${reference.value}.md, or remove the name`,
    });
  };
  for (const entry of entries) {
    if (entry.file.type !== 'Post') continue;
    for (const author of entry.fields.authors?.value ?? []) check(entry, 'Author', 'unknown author', author);
    const series = entry.fields.series;
    if (series) check(entry, 'Series', 'unknown series', series);
    const related = entry.fields.related?.value || [];
    for (const pinned of related) {
      check(entry, 'Post', '"related" names', pinned);
      if (unlisted.has(slugs.get(pinned.value) ?? ''))
        errors.push({
          file: entry.shown,
          line: pinned.line,
          column: pinned.column,
          message: `"related" names ${JSON.stringify(pinned.value)}, which is unlisted; expected a post that may be recommended`,
          fix: 'remove it, or link to it in the text',
        });
    }
    for (const other of entry.fields.unrelated?.value ?? []) {
      check(entry, 'Post', '"unrelated" names', other);
      if (related.some(({ value }) => value === other.value))
        errors.push({
          file: entry.shown,
          line: other.line,
          column: other.column,
          message: `${JSON.stringify(other.value)} is both "related" and "unrelated"; expected only one of them`,
          fix: 'remove it from one of them',
        });
    }
    const original = entry.fields.translationOf;
    if (original) check(entry, 'Post', '"translationOf" names', original);
  }
  return errors;
}

/** Symbols that are part of a name: `C*` is not `C`. Addresses leave them out. */
const nameSymbols = /(?<=^|\s)[*!?^$%~]+|[*!?^$%~]+(?=\s|$)/g;

/**
 * Reports tags that would share a page: those that differ only in such symbols, and those such as
 * `Straße` and `Strasse`, whose addresses are the same on some file systems.
 */
function checkTags(entries: Entry[]): ContentError[] {
  const errors: ContentError[] = [];
  const first = new Map<string, { tag: string; shown: string; symbols: string; address: string }>();
  const reported = new Set<string>();
  for (const { fields, shown } of entries)
    for (const { value: tag, line, column } of fields.tags?.value ?? []) {
      const address = tagPath(tag);
      const symbols = (tag.match(nameSymbols) ?? []).join(' ');
      const other = first.get(addressKey(address));
      if (!other) first.set(addressKey(address), { tag, shown, symbols, address });
      else if (
        (other.symbols !== symbols || other.address !== address) &&
        !reported.has(`${address} ${symbols}`)
      ) {
        reported.add(`${address} ${symbols}`);
        errors.push({
          file: shown,
          line,
          column,
          message: `the tag ${JSON.stringify(tag)} would share the path ${address} with ${JSON.stringify(other.tag)} in ${other.shown}; expected one tag per topic`,
          fix: `write ${JSON.stringify(other.tag)} here, or add a word that distinguishes the two`,
        });
      }
    }
  return errors;
}

/** Reports translations of translations, and posts in the same language as the original or another translation. */
function checkTranslations(entries: Entry[], language: string): ContentError[] {
  const errors: ContentError[] = [];
  const posts = entries.filter((entry) => entry.file.type === 'Post');
  const languageOf = ({ fields }: Entry) => fields.lang?.value ?? language;
  const slugs = postSlugs(posts);
  const taken = new Map<string, string>();
  for (const post of posts) {
    const field = post.fields.translationOf;
    const original = field && posts.find(({ slug }) => slug === slugs.get(field.value));
    if (!original) continue;
    const report = (message: string, fix: string) =>
      errors.push({ file: post.shown, line: field.line, column: field.column, message, fix });
    const originalField = original.fields.translationOf;
    const postLanguage = languageOf(post);
    const key = JSON.stringify([original.slug, postLanguage]);
    const other = postLanguage === languageOf(original) ? original.shown : taken.get(key);
    if (original === post)
      report(
        'a post cannot be its own translation; expected the original',
        'delete the line, or name the original',
      );
    else if (originalField)
      report(
        `${original.shown} is itself a translation; expected the original`,
        `write "translationOf: ${originalField.value}"`,
      );
    else if (other)
      report(
        `${other} is in the same language, ${postLanguage}; expected one post per language`,
        'add "lang: …" with the language of this post',
      );
    taken.set(key, post.shown);
  }
  return errors;
}

/** Reports parts of a series that several posts claim. */
function checkParts(entries: Entry[]): ContentError[] {
  const errors: ContentError[] = [];
  const taken = new Map<string, string>();
  for (const { fields, shown } of entries) {
    const { series, part } = fields;
    if (!series || !part) continue;
    const key = `${series.value} ${part.value}`;
    const other = taken.get(key);
    if (other)
      errors.push({
        file: shown,
        line: part.line,
        column: part.column,
        message: `part ${part.value} of the series "${series.value}" is already ${other}; expected each part number once`,
        fix: 'change the part number of one of them',
      });
    else taken.set(key, shown);
  }
  return errors;
}
