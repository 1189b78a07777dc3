import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';

const styles =
  'body{font:17px/1.5 system-ui,sans-serif;max-width:38rem;margin:1rem auto;padding:0 1rem}img,video{max-width:100%;height:auto}pre{overflow:auto}';

/**
 * A page that shows an article as a feed reader does, without the site's style sheet.
 *
 * @param item HTML from `itemHtml`
 * @param language BCP 47
 * @returns a whole HTML document
 */
export function readerPage(item: string, title: string, language: string): string {
  return toHtml(
    h(null, [
      { type: 'doctype' },
      h('html', { lang: language }, [
        h('head', [
          h('meta', { charSet: 'utf-8' }),
          h('meta', { name: 'color-scheme', content: 'light dark' }),
          h('title', title),
          h('style', styles),
        ]),
        h('body', [{ type: 'raw', value: item }]),
      ]),
    ]),
    { allowDangerousHtml: true },
  );
}
