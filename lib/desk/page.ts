import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import { site } from '../config/site';

/**
 * The Content-Security-Policy of the desk. Scripts and styles need the nonce of this response, so no file of the
 * site can run here. The page of the document is shown in a frame without scripts.
 */
export function deskPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "font-src 'self'",
    // CodeMirror marks errors with drawings of its own.
    "img-src 'self' blob: data:",
    "connect-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

/** The page of the desk, which its script fills. @param token for the API */
export function deskPage(token: string, nonce: string): string {
  return toHtml(
    h(null, [
      { type: 'doctype' },
      h('html', { lang: 'en' }, [
        h('head', [
          h('meta', { charSet: 'utf-8' }),
          h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
          h('meta', { name: 'color-scheme', content: 'light dark' }),
          h('meta', { name: 'desk-token', content: token }),
          h('meta', { name: 'desk-nonce', content: nonce }),
          h('title', `Desk · ${site.title}`),
          h('link', { rel: 'icon', href: '/icon.svg' }),
          h('link', { rel: 'stylesheet', href: '/desk/desk.css', nonce }),
          h('script', { type: 'module', src: '/desk/desk.js', nonce }),
        ]),
        h('body', { dataSite: site.title }, [h('noscript', 'The desk needs JavaScript.')]),
      ]),
    ]),
  );
}
