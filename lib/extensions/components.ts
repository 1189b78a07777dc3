/** Takes the place of `extensions/components.tsx` if there is none. */
export const components = {};
