/** Where `scripts/test-site.ts` writes the owner's site. */
export const outDir = '.letterpress/test/site';

/** Another port is set for each run, so that two checkouts can be tested at once. */
export const port = Number(process.env.SITE_PORT);
export const base = `http://localhost:${port}${(process.env.BASE_PATH ?? '').replace(/\/$/, '')}`;
