type Page = { title: string; path: string };
export const link = ({ title, path }: Page): string =>
  `<a href="${path}">${title}</a>`;
