import type { SyntaxContext } from './context';
import { commonEmbed } from './embeds';

/** Escapes code for HTML. */
const escaped = (code: string) => code.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/**
 * Converts the shortcodes of WordPress (https://codex.wordpress.org/Shortcode) to HTML, and URLs that are
 * alone on a line to what WordPress shows for them.
 */
export function convertWordpress(html: string, context: SyntaxContext): string {
  return html
    .replace(/\[caption\b[^\]]*\]([\s\S]*?)\[\/caption\]/g, (_, inner: string) => {
      const [, shown = '', caption = ''] =
        /^((?:\s*<a\b[^>]*>)?\s*<img\b[^>]*>\s*(?:<\/a>)?)([\s\S]*)$/.exec(inner) ?? [];
      return shown ? `<figure>${shown}<figcaption>${caption.trim()}</figcaption></figure>` : inner;
    })
    .replace(
      /\[(?:sourcecode|code|source)\b([^\]]*)\]([\s\S]*?)\[\/(?:sourcecode|code|source)\]/g,
      (_, written: string, code: string) => {
        const language = /\b(?:lang|language)=["']?([\w+#-]+)/.exec(written)?.[1] ?? '';
        // The editor stores the code escaped.
        const isEscaped = /&(?:lt|gt|amp);/.test(code);
        return `<pre><code${language ? ` class="language-${language}"` : ''}>${isEscaped ? code : escaped(code)}</code></pre>`;
      },
    )
    .replace(/\[embed\b[^\]]*\]\s*(\S+?)\s*\[\/embed\]/g, (_, url: string) => embedded(url))
    .replace(
      /(?:^|(?<=<p>|<div class="wp-block-embed__wrapper">))\s*(https?:\/\/[^\s<]+)\s*(?=<\/p>|<\/div>|$)/gm,
      (found, url: string) => (found.trim() === url ? embedded(url) : found),
    )
    .replace(/\[(video|audio)\b([^\]]*)\](?:\s*\[\/\1\])?/g, (found, kind: string, written: string) => {
      const src = /\b(?:src|mp4|m4v|webm|ogv|mp3|m4a|ogg|wav)=["']?([^"'\s\]]+)/.exec(written)?.[1];
      return src ? `<${kind} controls src="${src}"></${kind}>` : found;
    })
    .replace(
      /\[(youtube|vimeo|gist|tweet|instagram)[\s=]+([^\]]+)\](?:([^[]*)\[\/\1\])?/g,
      (found, name: string, written: string) => {
        const markdown = commonEmbed(name, written.trim().replace(/&amp;/g, '&'));
        const url = markdown && /\((https[^)]+)\)|src="([^"]+)"/.exec(markdown);
        return url ? embedded(url[1] ?? url[2] ?? '') : found;
      },
    )
    .replace(
      /\[(?!\d|x\]| \]|…|\.\.\.|sic\b)\/?([a-z][\w-]*)((?:\s+[\w-]+=(?:"[^"]*"|'[^']*'|[^\s\]]+))*)\s*\/?\](?!\()/g,
      (found, name: string, written) => {
        const hasContent = html.includes(`[/${name}]`);
        // A closing tag is reported with its opening one.
        if (!found.startsWith('[/') && (written || hasContent))
          context.lost(
            // The lines of the export are those of its XML.
            context.document.line,
            'shortcode',
            found,
            `the shortcode "${name}" comes from a plugin${hasContent ? '; its content was kept' : ''}`,
            'if readers need it, replace it with Markdown',
          );
        return written || hasContent ? '' : found;
      },
    );
}

/** The HTML for a URL that WordPress embeds. */
function embedded(url: string): string {
  const clean = url.replace(/&amp;/g, '&');
  const isVideo = /^https?:\/\/(?:[\w-]+\.)?(?:youtube\.com|youtu\.be|vimeo\.com)\//.test(clean);
  if (isVideo) return `<iframe src="${clean.replace(/&/g, '&amp;')}"></iframe>`;
  return `<p><a href="${url}">${url}</a></p>`;
}
