import { type CommonPolicies, findCommonPolicies } from './common-policies';
import { headerValue, pathPattern } from './escape';
import { fileRules, type HeaderRule, patternSource, siteHeaders } from './headers';

/** The file of headers, in the form that Netlify and Cloudflare Pages read. */
export const headersFile = '_headers';

/** What Cloudflare Pages reads: rules past these are left out. */
const mostRules = 100;

/**
 * Prints the headers of a site. Rules that match one address are taken in the order of the
 * file: Netlify lets the last value win, Cloudflare joins them with a comma, so each header that
 * all files have is detached (`! Name`) before it is set anew. Netlify skips those lines.
 */
export function formatHeaders(policies: ReadonlyMap<string, string>): string {
  const remaining = mostRules - 1 - fileRules.length;
  return printRules(headerRules(findCommonPolicies(policies, { remaining, byRequest: true })));
}

/** What the file of headers says, apart from policies, for a site that has none. */
export const bareHeaders = () => printRules([{ path: '/*', headers: siteHeaders }, ...fileRules]);

function printRules(rules: readonly HeaderRule[]): string {
  const everywhere = rules[0]?.headers ?? {};
  return rules
    .map(({ path, headers }, at) => {
      const lines = Object.entries(headers).flatMap(([name, value]) =>
        at > 0 && Object.hasOwn(everywhere, name)
          ? [`! ${name}`, `${name}: ${headerValue(value)}`]
          : [`${name}: ${headerValue(value)}`],
      );
      return [pathPattern(path), ...lines.map((line) => `  ${line}`), ''].join('\n');
    })
    .join('');
}

/** The rules of a site, the widest first; of a header that two of them set, the last one holds. */
export function headerRules({ common, others }: CommonPolicies): HeaderRule[] {
  return [
    { path: '/*', headers: { 'Content-Security-Policy': common, ...siteHeaders } },
    ...fileRules,
    ...others.map(([path, policy]) => ({ path, headers: { 'Content-Security-Policy': policy } })),
  ];
}

/** Finds the headers for a path, which is decoded, in the file's order and spelling. */
export type HeadersOf = (path: string) => Map<string, string>;

interface Rule {
  /** Its line in the file. */
  at: number;
  /** A header without a value is detached. */
  lines: { name: string; value?: string }[];
  matches?: RegExp;
}

/**
 * Reads a file of headers as Cloudflare Pages does: values of one header are joined, `! Name`
 * takes back what was set before. Lines that are neither a path nor a header are skipped.
 */
export function readHeaders(text: string): HeadersOf {
  const patterns: Rule[] = [];
  // There may be a rule for each of many pages: those are looked up, not tried.
  const pages = new Map<string, Rule[]>();
  let rule: Rule | undefined;
  for (const [at, line] of text.split('\n').entries()) {
    const { path, detached, name, value } = lineForm.exec(line.trim())?.groups ?? {};
    if (path?.includes('*')) {
      rule = { at, lines: [], matches: new RegExp(patternSource(decodePath(path)), 's') };
      patterns.push(rule);
    } else if (path) {
      rule = { at, lines: [] };
      pages.set(decodePath(path), [...(pages.get(decodePath(path)) ?? []), rule]);
    } else if (detached) rule?.lines.push({ name: detached });
    else if (name) rule?.lines.push({ name, value });
  }
  return (path) => {
    const headers = new Map<string, string>();
    const matching = [...patterns.filter(({ matches }) => matches?.test(path)), ...(pages.get(path) ?? [])];
    for (const { lines } of matching.sort((a, b) => a.at - b.at))
      for (const { name, value } of lines) set(headers, name, value);
    return headers;
  };
}

const lineForm = /^(?:(?<path>\/\S*)|! ?(?<detached>[\w-]+)|(?<name>[\w-]+):\s*(?<value>.+))$/;

function set(headers: Map<string, string>, name: string, value: string | undefined): void {
  const before = headers.get(name);
  if (value === undefined) headers.delete(name);
  else headers.set(name, before === undefined ? value : `${before}, ${value}`);
}

/** A path without its percent-encoding; as it is where that cannot be read. */
export function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
