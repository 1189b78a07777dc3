import { basename } from 'node:path';

/**
 * All posts, the newest first. Not a content collection, because all its bodies become one module:
 * 3,000 posts took three times as long, and 10,000 had not finished after ten minutes.
 */
export const posts = Object.entries(import.meta.glob('@posts/*.md', { eager: true }))
  .map(([file, { frontmatter, Content }]) => ({ slug: basename(file, '.md'), ...frontmatter, Content }))
  .sort((a, b) => (a.date < b.date ? 1 : -1));
