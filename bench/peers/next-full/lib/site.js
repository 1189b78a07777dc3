export const title = 'Bench';
export const description = 'A generated archive.';
export const url = process.env.SITE_URL ?? 'https://bench.example';
export const postsPerPage = 10;
