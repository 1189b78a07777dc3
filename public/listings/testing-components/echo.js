export const values = { echo: (value) => value };
