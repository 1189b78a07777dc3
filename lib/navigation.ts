import { addressKey, fixedAddresses } from './content/addresses';
import { pages } from './posts';
import { type NavigationLink, site } from './site';

const there = new Set([...fixedAddresses, ...pages.map((page) => page.path)].map(addressKey));

/**
 * The navigation of the site config, without links to content pages that this publication
 * does not have: one configuration may serve several (`CONTENT_DIR`).
 */
export const navigation: readonly NavigationLink[] = site.navigation.filter(
  ({ href }) => !/^\/[^/]+\/$/.test(href) || there.has(addressKey(href)),
);
