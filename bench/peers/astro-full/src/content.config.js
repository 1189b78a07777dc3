import { defineCollection, reference } from 'astro:content';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

const filesOf = (folder) =>
  glob({ base: pathToFileURL(join(process.env.CONTENT_DIR, folder)), pattern: '**/*.md' });

const posts = defineCollection({
  loader: filesOf('posts'),
  schema: ({ image }) =>
    z.object({
      title: z.string(),
      date: z.coerce.date(),
      description: z.string().optional(),
      photograph: image().optional(),
      authors: z.array(reference('authors')).min(1),
      tags: z.array(z.string()).default([]),
      series: reference('series').optional(),
      part: z.number().int().positive().optional(),
    }),
});

const authors = defineCollection({
  loader: filesOf('authors'),
  schema: z.object({ name: z.string(), organization: z.boolean().default(false) }),
});

const series = defineCollection({
  loader: filesOf('series'),
  schema: z.object({ title: z.string() }),
});

export const collections = { posts, authors, series };
