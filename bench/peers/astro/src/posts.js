import { basename } from 'node:path';

/**
 * All posts, the newest first. Not a content collection: its bodies are one module, for which
 * 3,000 posts took three times as long as this, and 10,000 did not end in ten minutes.
 */
export const posts = Object.entries(import.meta.glob('@posts/*.md', { eager: true }))
  .map(([file, { frontmatter, Content }]) => ({ slug: basename(file, '.md'), ...frontmatter, Content }))
  .sort((a, b) => (a.date < b.date ? 1 : -1));
