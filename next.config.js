import { fileURLToPath } from 'node:url';

/** @type {import('next').NextConfig} */
export default {
  trailingSlash: true,
  poweredByHeader: false,
  // `npm test` checks types and lint; a build is not held up by them.
  typescript: { ignoreBuildErrors: true },
  // A page is printed whole: its metadata belongs into the head for every reader.
  htmlLimitedBots: /.*/,
  // Compiled once for each state of the code, and kept while only texts change.
  distDir: '.letterpress/compiled-app',
  adapterPath: fileURLToPath(import.meta.resolve('./lib/next/adapter.js')),
  // Preloads of fonts belong into the head; React would put them into a header.
  reactMaxHeadersLength: 0,
};
