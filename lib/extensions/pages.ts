/** Takes the place of `extensions/pages.ts` if there is none. */
export const pages = {};
