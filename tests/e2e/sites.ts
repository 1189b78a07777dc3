/** `TEST_PORT` moves the servers, so that two checkouts can be tested at once. */
const firstPort = Number(process.env.TEST_PORT ?? 4310);

/**
 * The two sites under test: the publication itself, and one of everything unusual
 * (`tests/helpers/strange.ts`); and the publication as its authors see it while they write.
 */
export const ports = { main: firstPort, strange: firstPort + 1, dev: firstPort + 2 };

/** Where both sites begin on their hosts; nothing but with `BASE_PATH`. */
export const basePath = process.env.BASE_PATH ?? '';

/** Where they are served. */
export const mainUrl = `http://localhost:${ports.main}${basePath}`;
export const strangeUrl = `http://localhost:${ports.strange}${basePath}`;

/** `SITE_URL` of each. */
export const mainSite = 'https://example.org';
export const strangeSite = 'https://strange.example';

/** What their absolute URLs begin with. */
export const mainHome = mainSite + basePath;
export const strangeHome = strangeSite + basePath;

/** One page of every template of the main site, by its path. */
export const mainTemplates = {
  home: '/',
  'second page of the home list': '/page/2/',
  post: '/posts/capabilities-not-permissions/',
  'post with every Markdown feature': '/posts/reading-a-wasm-binary/',
  topics: '/tags/',
  topic: '/tags/wasi/',
  authors: '/authors/',
  author: '/authors/runtime-desk/',
  series: '/series/components-in-practice/',
  archive: '/archive/',
  search: '/search/',
  subscribe: '/subscribe/',
  'reading list': '/reading-list/',
  'content page': '/about/',
  'not found': '/nowhere/',
};
