import type { TrackedText } from '../tracked-text';
import type { SyntaxContext } from './context';

const fence = /^([ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?)(`{3,}|~{3,})[ \t]*([^\n`]*?)[ \t]*$/gm;

/** Options of plugins that run code in the page, such as ```` ```jsx live ````. */
const live = /[\s,{](?:eval|live|playground|repl|runnable|sandbox)(?:=\{?["']?true\b|$|(?=[\s,}]))/;

/**
 * Converts the info string of a code fence to ours: `js{1,3}`, `rust,no_run`, `js:title.js`,
 * `{.python .numberLines}`, `{linenos=true,hl_lines=[1]}`. Reports code whose result the old site showed.
 */
export function convertFences(text: TrackedText, context: SyntaxContext): void {
  let open: string | undefined;
  text.replace(fence, ([, indent = '', marks = '', info = ''], line) => {
    if (open !== undefined) {
      if (marks.startsWith(open) && info === '') open = undefined;
      return undefined;
    }
    open = marks;
    if (live.test(info.replace(/"(?!true")[^"]*"|'(?!true')[^']*'/g, '')))
      context.lost(
        line,
        'live code',
        info,
        'the old site ran this code and showed the result',
        'describe the result, or add an image of it',
      );
    return info === '' ? undefined : `${indent}${marks}${fenceInfo(info)}`;
  });
}

/** An info string in our form. */
function fenceInfo(written: string): string {
  let rest = written;
  const take = (pattern: RegExp): string | undefined => {
    const match = pattern.exec(rest);
    if (match) rest = `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`;
    return match?.[1];
  };
  const alt = take(/\balt=("[^"]*")/);
  const title =
    take(/\b(?:title|filename|file|name|caption)\s*[=:]\s*"([^"]*)"/) ??
    take(/\b(?:title|filename|file|name|caption)\s*[=:]\s*'([^']*)'/) ??
    take(/\b(?:title|filename|file|name)\s*[=:]\s*([^\s{},"']+)/);
  const lists = [
    take(/\b(?:hl_lines|mark_lines)\s*=\s*\[([^\]]*)\]/),
    take(/\b(?:hl_lines|mark_lines)\s*=\s*"?([\d\s,-]+)"?/),
    take(/\b(?:hl_lines|mark_lines|highlight|highlightLines|mark)\s*[=:]\s*\{?"?([\d,-]+)"?\}?/),
    take(/\{([\d\s,-]+)\}/),
  ].flatMap((list) => list?.match(/\d+(?:-\d+)?/g) ?? []);
  // Options of Rust's documentation, of line numbers and of other themes.
  const [, pandoc] = /^\s*\{\s*\.?([\w+#-]+)?[^}]*\}/.exec(rest) ?? [];
  rest = rest.replace(/\{[^}]*\}/g, ' ').trim();
  const [first = ''] = rest.split(/[\s,]/);
  const [, language = '', ownTitle] = /^([\w+#.-]*):(\S+)$/.exec(first) ?? [undefined, first];
  const name = ownTitle === undefined ? title : (title ?? ownTitle);
  const known = (language || pandoc || '').replace(/^(?:language-|lang-)/, '');
  const meta = [
    name && `title="${name.replaceAll('"', "'")}"`,
    alt && `alt=${alt}`,
    lists.length > 0 && `{${lists.join(',')}}`,
  ].filter(Boolean);
  // Options need a language before them.
  return [known || (meta.length > 0 ? 'text' : ''), ...meta].join(' ').trim();
}
