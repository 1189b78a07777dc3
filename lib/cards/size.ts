/** The size of every card in pixels. Services that show links treat this size as a large image. */
export const cardSize = { width: 1200, height: 630 };

/** The part of a card with a picture that shows the picture, from top to bottom. */
export const pictureSize = { width: 580, height: cardSize.height };
