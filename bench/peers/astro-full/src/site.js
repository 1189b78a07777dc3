export const title = 'Bench';
export const description = 'A generated archive.';
export const postsPerPage = 10;
