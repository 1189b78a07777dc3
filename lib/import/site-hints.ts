import type { SourceFiles } from './archive';

/** The URL of a site in the files of its host and its package. */
export function siteUrlIn(files: SourceFiles): string | undefined {
  const host = ['CNAME', 'static/CNAME', 'public/CNAME', 'src/CNAME'].find((path) => files.has(path));
  if (host) return `https://${files.text(host).trim()}`;
  const home = files.has('package.json')
    ? /"homepage"\s*:\s*"(https?:[^"#]+)"/.exec(files.text('package.json'))?.[1]
    : undefined;
  return home && !/github\.com/.test(home) ? home.replace(/\/+$/, '') : undefined;
}

/** Whether a site shows formulas between single dollar signs: a theme or a program loads what draws them. */
export function usesFormulas(files: SourceFiles): boolean {
  return files.list().some(
    (path) =>
      /(?:^|\/)(?:package|[\w.-]*config[\w.-]*|head[\w.-]*|layout[\w.-]*|.*(?:math|katex)[^/]*)\.(?:json|js|ts|mjs|cjs|ya?ml|toml|html|njk|liquid|tsx|jsx)$/i.test(
        path,
      ) &&
      (/remark-math|rehype-katex|mathjax|katex/i.test(files.text(path)) ||
        // An extension of Hugo's Markdown. Eleventy copies files with a function of that name.
        (/\.(?:toml|ya?ml|json)$/.test(path) && /passthrough/i.test(files.text(path)))),
  );
}
