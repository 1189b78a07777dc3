import { join } from 'node:path';

export default {
  outDir: process.env.OUT_DIR,
  vite: { resolve: { alias: { '@posts': join(process.env.CONTENT_DIR, 'posts') } } },
};
