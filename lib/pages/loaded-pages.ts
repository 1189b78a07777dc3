import { pages } from '@/extensions/pages';
import { UserError } from '../util/errors';
import type { Catalog } from './catalog';
import type { ExtensionPage, ExtensionPages } from './extension-pages';

/** The owner's pages, by address. */
export const extensionPages: ExtensionPages = pages;

/** What the page itself says, without its props. */
export const factsOf = ({ title, description, noindex }: ExtensionPage<object>) => ({
  title,
  description,
  noindex,
});

/**
 * Calls `props` of an owner's page.
 *
 * @throws {UserError} if it fails, or returns something that JSON cannot express
 */
export function propsOfPage(href: string, page: ExtensionPage<object>, catalog: Catalog): object {
  const inPage = (message: string) => new UserError(`extensions/pages.ts: ${href}: ${message}`);
  let props: object;
  try {
    props = page.props(catalog);
  } catch (error) {
    throw inPage(`"props" failed: ${error instanceof Error ? error.message : String(error)}`);
  }
  const problem =
    typeof props === 'object' && props !== null && !Array.isArray(props)
      ? jsonProblem(props)
      : JSON.stringify(props);
  if (problem)
    throw inPage(
      `"props" returned ${problem}; expected an object of texts, numbers, booleans, lists and objects`,
    );
  return props;
}

/** What JSON would lose of a value, if anything. */
function jsonProblem(value: unknown, path = '', parents: readonly unknown[] = []): string | undefined {
  const where = path && ` in ${path.slice(1)}`;
  if (value === null || ['string', 'boolean', 'undefined'].includes(typeof value)) return undefined;
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : `${value}${where}`;
  if (typeof value !== 'object') return `a ${typeof value}${where}`;
  if (parents.includes(value)) return `an object that contains itself${where}`;
  const prototype = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null)
    return `a ${prototype.constructor.name}${where}`;
  for (const [name, inner] of Object.entries(value)) {
    const problem = jsonProblem(inner, `${path}.${name}`, [...parents, value]);
    if (problem) return problem;
  }
  return undefined;
}

type Own = typeof pages;

/** The props of each of the owner's pages, by address. */
export type ExtensionPageProps = {
  [Path in keyof Own]: Own[Path] extends ExtensionPage<infer P> ? P : never;
};
