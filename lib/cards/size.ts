/** The size of every card in pixels. Services that show links treat this size as a large image. */
export const cardSize = { width: 1200, height: 630 };
