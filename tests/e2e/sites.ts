/**
 * The two sites under test: the publication itself, and one of everything unusual
 * (`tests/helpers/strange.ts`); and the publication as its authors see it while they write.
 */
export const ports = { main: 4310, strange: 4311, dev: 4312 };

export const strangeUrl = `http://localhost:${ports.strange}`;

/** `SITE_URL` of the strange site: what its absolute URLs begin with. */
export const strangeOrigin = 'https://strange.example';
export const mainOrigin = 'https://example.org';
