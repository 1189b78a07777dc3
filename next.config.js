import { fileURLToPath } from 'node:url';

/** @type {import('next').NextConfig} */
export default {
  trailingSlash: true,
  poweredByHeader: false,
  // `npm test` checks types. A build does not wait for that.
  typescript: { ignoreBuildErrors: true },
  // Never stream metadata: in a static page it belongs in the head.
  htmlLimitedBots: /.*/,
  // Compiled once for each state of the code, and kept while only texts change.
  distDir: '.letterpress/compiled-app',
  adapterPath: fileURLToPath(import.meta.resolve('./lib/next/adapter.js')),
  // Preloads belong in the head. React would put them into a response header.
  reactMaxHeadersLength: 0,
};
