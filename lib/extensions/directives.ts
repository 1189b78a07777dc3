/** Takes the place of `extensions/directives.ts` if there is none. */
export const directives = {};
