import { isPublicUrl } from '../util/urls';

/** The license of a text. */
export interface License {
  name: string;
  url: string;
}

/** The Creative Commons licenses, by their identifiers in the SPDX License List (https://spdx.org/licenses/). */
const known = new Map<string, License>([
  ...['BY', 'BY-SA', 'BY-ND', 'BY-NC', 'BY-NC-SA', 'BY-NC-ND'].map((kind): [string, License] => [
    `CC-${kind}-4.0`,
    { name: `CC ${kind} 4.0`, url: `https://creativecommons.org/licenses/${kind.toLowerCase()}/4.0/` },
  ]),
  ['CC0-1.0', { name: 'CC0 1.0', url: 'https://creativecommons.org/publicdomain/zero/1.0/' }],
]);

/** The identifiers of the licenses that need no URL. */
export const licenseIds: readonly string[] = [...known.keys()];

/**
 * A license by its identifier, such as `CC-BY-4.0`, also written `CC BY 4.0`, or by its URL.
 *
 * @returns `undefined` if it is neither
 */
export function licenseOf(written: string): License | undefined {
  const license = known.get(written.toUpperCase().replace(/\s+/g, '-'));
  if (license) return license;
  const byUrl = [...known.values()].find(({ url }) => url === written);
  if (byUrl) return byUrl;
  return isPublicUrl(written) ? { name: new URL(written).hostname, url: written } : undefined;
}
