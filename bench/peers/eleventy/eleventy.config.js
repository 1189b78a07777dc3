import { join, relative } from 'node:path';

// Eleventy requires a path relative to the working directory.
const input = relative('.', join(process.env.CONTENT_DIR, 'posts'));

export default function (eleventy) {
  eleventy.addGlobalData('layout', 'post.liquid');
  eleventy.addCollection('posts', (api) =>
    api.getAllSorted().filter((item) => item.inputPath.endsWith('.md')),
  );
  // A virtual template, because the folder has only posts.
  eleventy.addTemplate('index.liquid', '', { layout: 'list.liquid' });
}

export const config = {
  dir: { input, includes: relative(input, '_includes'), output: process.env.OUT_DIR },
  // Posts contain code that must not be run as a template.
  markdownTemplateEngine: false,
};
