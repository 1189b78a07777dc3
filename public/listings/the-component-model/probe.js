export const now = () => Date.now();
export const random = () => Math.random();
export const text = {
  normalize: (text) => text.normalize("NFKD"),
};
