import { join, relative } from 'node:path';

// Eleventy takes folders only by their way from here.
const input = relative('.', join(process.env.CONTENT_DIR, 'posts'));

export default function (eleventy) {
  eleventy.addGlobalData('layout', 'post.liquid');
  eleventy.addCollection('posts', (api) =>
    api.getAllSorted().filter((item) => item.inputPath.endsWith('.md')),
  );
  // The posts' folder has nothing but posts.
  eleventy.addTemplate('index.liquid', '', { layout: 'list.liquid' });
}

export const config = {
  dir: { input, includes: relative(input, '_includes'), output: process.env.OUT_DIR },
  // Code in a post is not a template.
  markdownTemplateEngine: false,
};
