import type { Author, Page, Post, Series } from 'contentlayer/generated';
import { type License, licenseOf } from '../config/license';
import { siteLicense } from '../config/site';
import { encodePath } from '../util/addresses';
import { summaryOf } from './catalog';
import { extensionValues } from './fields';
import type { AuthorLink, PostLine, PostLink } from './props';

/** The address of a document, percent-encoded. */
export const hrefOf = (document: Post | Author | Series | Page): string => encodePath(document.path);

/** A link to a post. */
export function linkOf(post: Post): PostLink {
  return { href: hrefOf(post), title: post.title, lang: post.lang };
}

/** A post in a brief list. */
export function briefOf(post: Post): PostLine {
  return { ...linkOf(post), day: post.day, date: post.date, fields: extensionValues('Post', post) };
}

const lines = new WeakMap<Post, PostLine>();

/** A post in a list, cached because a post is in several lists. */
export function lineOf(post: Post): PostLine {
  const line = lines.get(post) ?? {
    ...briefOf(post),
    summary: summaryOf(post),
    minutes: post.minutes,
    picture: post.picture,
  };
  lines.set(post, line);
  return line;
}

/** The license of a post: its own, or that of the site. */
export const licenseOfPost = ({ license }: Post): License | undefined =>
  license === undefined ? siteLicense : licenseOf(license);

/** A link to an author. */
export function authorLink(author: Author): AuthorLink {
  return {
    href: hrefOf(author),
    name: author.name,
    organization: author.organization ?? false,
    fediverse: author.fediverse,
  };
}
