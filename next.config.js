/** @type {import('next').NextConfig} */
export default {
  // Pages are printed once, as files; `lib/publish/` then takes the framework out of them.
  output: 'export',
  // Where `next build` leaves the pages. With `output: 'export'` its own work goes to `.next`.
  distDir: '.letterpress/export',
  trailingSlash: true,
  reactStrictMode: true,
  poweredByHeader: false,
  // `npm test` checks types and lint; a build is not held up by them.
  typescript: { ignoreBuildErrors: true },
  devIndicators: false,
  experimental: {
    // No request for a style sheet stands between a reader and the text.
    inlineCss: true,
  },
};
