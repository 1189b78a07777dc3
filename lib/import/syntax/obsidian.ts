import { slugify } from '../../util/slug';
import { calloutKind, image, video } from '../text';
import type { TrackedText } from '../tracked-text';
import { withoutCode } from './code-ranges';
import { documentLink, type SyntaxContext } from './context';

const isImage = (path: string) => /\.(?:avif|gif|jpe?g|png|svg|webp|bmp)$/i.test(path);

/** Converts the Markdown of Obsidian (https://help.obsidian.md/obsidian-flavored-markdown). */
export function convertObsidian(text: TrackedText, context: SyntaxContext): void {
  text.replace(/^```dataview(?:js)?\n[\s\S]*?^```$/gm, ([found], line) => {
    context.lost(line, 'query', found, 'Dataview queries are not run', 'replace it with its result');
    return undefined;
  });
  withoutCode(text, () => convertProse(text, context));
}

function convertProse(text: TrackedText, context: SyntaxContext): void {
  text.replace(/(?<![\w%])%%(?!%)[\s\S]*?%%(?![\w%])/g, ([found], line) => {
    context.changed(line, 'comment', found, 'comments are not published');
    return '';
  });
  text.replace(
    /(!?)\[\[([^[\]\n|#]*)(#[^[\]\n|]*)?(?:\\?\|([^[\]\n]*))?\]\]/g,
    ([found, bang, target = '', anchor = '', label = ''], line) => {
      const name = target.trim();
      if (bang && isImage(name)) {
        // `|300` is a width.
        const alt = /^\d+(?:x\d+)?$/.test(label.trim()) ? '' : label.trim();
        return image(documentFile(name, context), alt);
      }
      if (bang && /\.(?:mp4|webm|mov|ogv)$/i.test(name))
        return video(documentFile(name, context), label.trim());
      if (bang && /\.(?:mp3|wav|m4a|ogg|flac)$/i.test(name))
        return `<audio controls src="${documentFile(name, context)}"></audio>`;
      if (bang && !/\.\w{2,4}$/.test(name))
        context.lost(
          line,
          'embed',
          found,
          'the embedded note was replaced with a link',
          'copy the part that readers need',
        );
      const fragment = anchor.slice(1).replace(/^\^.*/, '').split('#').at(-1) ?? '';
      const shown = label.trim() || [name.split('/').at(-1), fragment].filter(Boolean).join(' › ');
      if (name === '')
        return `[${shown.replace(/[[\]]/g, '\\$&')}](#${encodeURIComponent(headingKey(fragment))})`;
      return `[${shown.replace(/[[\]]/g, '\\$&')}](${documentLink(name, fragment && headingKey(fragment))})`;
    },
  );
  // A callout with a title, which may fold.
  text.replace(
    /^([ \t>]*>[ \t]*)\[!([\w-]+)(?:\|[^\]\n]*)?\][-+]?[ \t]*([^\n]*)$/gm,
    ([, start = '', kind = '', title = '']) => {
      const name = calloutKind(kind) ?? 'NOTE';
      return title.trim()
        ? `${start}[!${name}]\n${start}**${title.trim()}**\n${start.trimEnd()}`
        : `${start}[!${name}]`;
    },
  );
  text.replace(
    /(?<![=\w])==(?=[^=\s])([^=\n]+?)(?<=\S)==(?![=\w])/g,
    ([, marked]) => `<mark>${marked}</mark>`,
  );
  // The id of a block, to which other notes refer.
  text.replace(/(?<=\S)[ \t]+\^[\w-]+[ \t]*$/gm, () => '');
}

/** The id that a heading gets here. */
const headingKey = (heading: string) => slugify(heading) || 'section';

/** The path of an attachment, which Obsidian finds by its name anywhere in the vault. */
function documentFile(name: string, { files }: SyntaxContext): string {
  const found = files.has(name)
    ? name
    : files.list().find((path) => path === name || path.endsWith(`/${name}`));
  return found === undefined ? name : `/${found.split('/').map(encodeURIComponent).join('/')}`;
}
