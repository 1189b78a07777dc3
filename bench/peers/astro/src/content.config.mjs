import { defineCollection } from 'astro:content';
import { join } from 'node:path';
import { glob } from 'astro/loaders';

export const collections = {
  posts: defineCollection({
    loader: glob({ base: join(process.env.CONTENT_DIR, 'posts'), pattern: '*.md' }),
  }),
};
