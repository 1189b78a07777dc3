/** `TEST_PORT` sets other ports, so that two checkouts can be tested at once. */
const firstPort = Number(process.env.TEST_PORT ?? 4310);

/**
 * The ports of the two sites under test, which are the publication itself and one of everything unusual
 * (`tests/helpers/strange.ts`), and of the live preview.
 */
export const ports = { main: firstPort, strange: firstPort + 1, dev: firstPort + 2 };

/** The folder of the built site of everything unusual. */
export const strangeOutDir = '.letterpress/test/strange';

/** The path of both sites on their hosts, which is empty without `BASE_PATH`. */
export const basePath = process.env.BASE_PATH ?? '';

/** The URLs at which they are served. */
export const mainUrl = `http://localhost:${ports.main}${basePath}`;
export const strangeUrl = `http://localhost:${ports.strange}${basePath}`;

/** The `SITE_URL` of each. */
export const mainSite = 'https://example.org';
export const strangeSite = 'https://strange.example';

/** The start of their absolute URLs. */
export const mainHome = mainSite + basePath;
export const strangeHome = strangeSite + basePath;

/** The path of one page for each template of the main site. */
export const mainTemplates = {
  home: '/',
  'second page of the home list': '/page/2/',
  post: '/posts/capabilities-not-permissions/',
  'post with most Markdown features': '/posts/reading-a-wasm-binary/',
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
