const development = process.env.NODE_ENV === 'development';

/** @type {import('next').NextConfig} */
export default {
  trailingSlash: true,
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
  // `npm test` checks types and lint; a build is not held up by them.
  typescript: { ignoreBuildErrors: true },
  experimental: {
    // No request for a style sheet stands between a reader and the text.
    inlineCss: true,
  },
  ...(development
    ? {
        // Files that `lib/publish/` puts in place otherwise; see `app/dev/`.
        pageExtensions: ['ts', 'tsx', 'dev.ts'],
        rewrites: async () => [
          { source: '/:folder(assets|media)/:path*', destination: '/dev/:folder/:path*' },
        ],
      }
    : {
        // Pages are printed once, as files; `lib/publish/` then takes the framework out of them.
        output: 'export',
        // Where the pages are left. With `output: 'export'` Next's own work goes to `.next`.
        distDir: '.letterpress/export',
      }),
};
