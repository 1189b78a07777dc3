import { satteri } from '@astrojs/markdown-satteri';
import sitemap from '@astrojs/sitemap';
import { defineConfig, sharpImageService } from 'astro/config';

/** Posts link to each other by file name, as Markdown editors understand it. */
const postLinks = {
  name: 'post-links',
  link(node, context) {
    const file = /^([^/:]+)\.md(#.*)?$/.exec(node.url);
    if (file) context.setProperty(node, 'url', `/posts/${file[1]}/${file[2] ?? ''}`);
  },
};

export default defineConfig({
  site: process.env.SITE_URL ?? 'https://bench.example',
  outDir: process.env.OUT_DIR,
  trailingSlash: 'always',
  integrations: [sitemap()],
  // Settings of the encoders, as JSON. Without them, those of sharp.
  image: { service: sharpImageService(JSON.parse(process.env.IMAGE_ENCODERS ?? '{}')) },
  markdown: { processor: satteri({ mdastPlugins: [postLinks] }) },
  experimental: { incrementalBuild: true },
});
