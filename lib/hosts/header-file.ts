import { type CommonPolicies, findCommonPolicies } from './common-policies';
import { headerValue, pathPattern } from './escape';
import { fileRules, type HeaderRule, patternSource, siteHeaders } from './headers';

/** The headers file of Netlify and Cloudflare Pages. */
export const headersFile = '_headers';

/** Cloudflare Pages' limit. It ignores further rules. */
const mostRules = 100;

/**
 * Generates the headers file. All rules that match a URL apply, in the order of the file. Netlify
 * uses the last value of a header, but Cloudflare joins all values with a comma. So a header that
 * all files have is detached (`! Name`) before it is set again. Netlify skips those lines.
 */
export function formatHeaders(
  policies: ReadonlyMap<string, string>,
  rules: readonly HeaderRule[] = fileRules,
): string {
  const remaining = mostRules - 1 - rules.length;
  return formatRules(headerRules(findCommonPolicies(policies, { remaining, byRequest: true }), rules));
}

/** The headers file for a site without one. It has no policies. */
export const bareHeaders = () => formatRules([{ path: '/*', headers: siteHeaders }, ...fileRules]);

function formatRules(rules: readonly HeaderRule[]): string {
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

/** The rules of a site, the most general first. If two rules set a header, the last one wins. */
export function headerRules({ common, others }: CommonPolicies, rules: readonly HeaderRule[]): HeaderRule[] {
  return [
    { path: '/*', headers: { 'Content-Security-Policy': common, ...siteHeaders } },
    ...rules,
    ...others.map(([path, policy]) => ({ path, headers: { 'Content-Security-Policy': policy } })),
  ];
}

/** Finds the headers for a decoded path, in the order and spelling of the file. */
export type HeadersOf = (path: string) => Map<string, string>;

interface Rule {
  /** The line number in the file. */
  at: number;
  /** A header without a value is removed. */
  lines: { name: string; value?: string }[];
  matches?: RegExp;
}

/**
 * Reads a headers file like Cloudflare Pages: values of the same header are joined, and `! Name`
 * removes a header. Lines that are neither a path nor a header are skipped.
 */
export function readHeaders(text: string): HeadersOf {
  const patterns: Rule[] = [];
  // There may be a rule for each of many pages, so those are looked up in a map.
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

/** Decodes a path, or returns it unchanged if its percent-encoding is invalid. */
export function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
