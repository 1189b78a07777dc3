import { fileURLToPath } from 'node:url';

const development = process.env.NODE_ENV === 'development';

/** @type {import('next').NextConfig} */
export default {
  trailingSlash: true,
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
  // `npm test` checks types and lint; a build is not held up by them.
  typescript: { ignoreBuildErrors: true },
  // A page is printed whole: its metadata belongs into the head for every reader.
  htmlLimitedBots: /.*/,
  ...(development
    ? {
        // Files that `lib/publish/` puts in place otherwise; see `app/dev/`.
        pageExtensions: ['ts', 'tsx', 'dev.ts', 'dev.tsx'],
        // Native, or with files of their own.
        serverExternalPackages: ['@takumi-rs/core', 'mathjax', 'satteri'],
        rewrites: async () => [
          {
            source: '/:folder(posts|tags|authors|series)/:slug/og.png',
            destination: '/dev/:folder/:slug/og.png',
          },
          { source: '/og.png', destination: '/dev/og.png' },
          { source: '/:folder(assets|media)/:path*', destination: '/dev/:folder/:path*' },
        ],
      }
    : {
        // The press: compiled once for each state of the code, and kept while only texts change.
        distDir: '.letterpress/press',
        adapterPath: fileURLToPath(import.meta.resolve('./lib/press/adapter.js')),
        // Preloads of fonts belong into the head, too; React would put them into a header.
        reactMaxHeadersLength: 0,
      }),
};
