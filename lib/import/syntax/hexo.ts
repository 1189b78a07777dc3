import { fenced, image, link, quoted } from '../text';
import type { TrackedText } from '../tracked-text';
import { replaceBlocks } from './blocks';
import { withoutCode } from './code-ranges';
import { argumentsOf, documentLink, type SyntaxContext } from './context';
import { convertLiquid } from './liquid';

/** Converts the tags of Hexo (https://hexo.io/docs/tag-plugins), and the Nunjucks of its posts. */
export function convertHexo(text: TrackedText, context: SyntaxContext): void {
  // The title of a fenced block.
  text.replace(
    /^```[ \t]*([\w+#-]+)[ \t]+([^\n{="]+?)(?:[ \t]+https?:\S+.*)?$/gm,
    ([, language, title = '']) =>
      /^\w+:/.test(title) ? undefined : `\`\`\`${language} title="${title.trim()}"`,
  );
  // Hexo does not look for tags in fenced code.
  withoutCode(text, () => convertTags(text, context));
}

function convertTags(text: TrackedText, context: SyntaxContext): void {
  for (const name of ['codeblock', 'code'])
    replaceBlocks(text, name, ({ written, inner: code }) => {
      const language = /\blang:(\S+)/.exec(written)?.[1] ?? '';
      const title = written
        .replace(/\b\w+:\S+/g, '')
        .replace(/https?:\S+.*$/, '')
        .trim();
      return fenced(code, language, title ? `title="${title.replaceAll('"', "'")}"` : '');
    });
  for (const name of ['blockquote', 'quote'])
    replaceBlocks(text, name, ({ written, inner }) => {
      const url = /https?:\/\/\S+/.exec(written)?.[0];
      const source = written.replace(/https?:\/\/\S+/, '').trim();
      const credit = source && (url ? link(source, url) : source);
      return quoted(credit ? `${inner.trim()}\n\n— ${credit}` : inner);
    });
  replaceBlocks(text, 'pullquote', ({ inner }) => quoted(inner));
  text.replace(/\{%\s*(?:asset_img|img)\s+([^%]*?)\s*%\}/g, ([, written = '']) => {
    const words = [...written.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
      (one) => one[1] ?? one[2] ?? one[3] ?? '',
    );
    const at = words.findIndex((word) => /\.\w{2,5}(?:[?#].*)?$|^(?:https?:)?\//.test(word));
    const src = words[at];
    if (src === undefined) return undefined;
    const rest = words.slice(at + 1).filter((word) => !/^\d+$/.test(word));
    return image(src, rest.at(-1) ?? '', rest.length > 1 ? rest[0] : '');
  });
  text.replace(/\{%\s*asset_path\s+(\S+)\s*%\}/g, ([, path = '']) => path);
  text.replace(/\{%\s*asset_link\s+(\S+)\s*([^%]*?)\s*%\}/g, ([, path = '', title = '']) =>
    link(title.replace(/^["']|["']$|\s+(?:true|false)$/g, '') || path, path),
  );
  text.replace(/\{%\s*(post_link|post_path)\s+(\S+)\s*([^%]*?)\s*%\}/g, ([, tag, path = '', title = '']) => {
    const target = documentLink(path.replace(/#.*$/, ''), /#(.*)$/.exec(path)?.[1]);
    if (tag === 'post_path') return target;
    const [words = ''] = Object.values(argumentsOf(title));
    return `[${(title.replace(/^["']|["']$|\s+(?:true|false)$/g, '') || words || path).replace(/[[\]]/g, '\\$&')}](${target})`;
  });
  text.replace(/\{%\s*iframe\s+(\S+)[^%]*%\}/g, ([, url = '']) =>
    URL.canParse(url) ? link(new URL(url).hostname, url) : undefined,
  );
  convertLiquid(text, context);
}
