import type { Entry } from './entry';

/**
 * The slugs of posts by the names that authors may use: the slug, or the name of the file. A file name that
 * posts in several folders have is not among them.
 */
export function postSlugs(entries: readonly Entry[]): Map<string, string> {
  const slugs = new Map<string, string>();
  const shared = new Set<string>();
  const posts = entries.filter((entry) => entry.file.type === 'Post');
  for (const { file, slug } of posts) {
    if (slugs.has(file.name)) shared.add(file.name);
    slugs.set(file.name, slug);
  }
  for (const name of shared) slugs.delete(name);
  for (const { slug } of posts) slugs.set(slug, slug);
  return slugs;
}
