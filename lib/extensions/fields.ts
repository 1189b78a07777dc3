/** Takes the place of `extensions/fields.ts` if there is none. */
export const fields = {};
