import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';

/** The policy of the page below: it runs only the preview's own module. */
export const waitingPolicy =
  "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/**
 * A page to show while there is no other: it waits for the first version, or shows what is wrong.
 *
 * @param module the address of the module that does both (`lib/browser/preview.ts`)
 * @returns a whole HTML document
 */
export function waitingPage(module: string): string {
  return toHtml(
    h(null, [
      { type: 'doctype' },
      h('html', { lang: 'en' }, [
        h('head', [
          h('meta', { charSet: 'utf-8' }),
          h('meta', { name: 'viewport', content: 'width=device-width' }),
          h('meta', { name: 'color-scheme', content: 'light dark' }),
          h('title', 'Preview'),
          h('script', { type: 'module', src: module }),
        ]),
        h('body', h('main', h('p', { role: 'status' }, 'Starting …'))),
      ]),
    ]),
  );
}
