/** Of every card, in pixels: what services that show links take for a large picture. */
export const cardSize = { width: 1200, height: 630 };
