import type { Edit, TrackedText } from '../tracked-text';
import { withoutCode } from './code-ranges';
import { maxExpansions, type SyntaxContext } from './context';
import { commonEmbed } from './embeds';

const attribute = String.raw`(?:\s+(?:[\w:.-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}))?|\{\s*\.\.\.[^{}]*\}))*`;
const component = String.raw`[A-Z][\w.]*`;
/** A block whose content has no other component: the innermost. */
const innermost = new RegExp(
  `<(${component})(${attribute})\\s*>((?:(?!<${component}[\\s/>])[\\s\\S])*?)</\\1\\s*>`,
  'g',
);
const selfClosing = new RegExp(`<(${component})(${attribute})\\s*/>`, 'g');
const fragment = /<\/?>/g;

/**
 * Converts MDX (https://mdxjs.com/docs/what-is-mdx/) to Markdown: imports and exports are left out, common
 * components become Markdown, and expressions are evaluated if they are literals.
 */
export function convertMdx(text: TrackedText, context: SyntaxContext): void {
  withoutCode(text, (protect) => convertProse(text, context, protect), true);
}

function convertProse(
  text: TrackedText,
  context: SyntaxContext,
  protect: (markdown: string) => string,
): void {
  const imports = new Map<string, string>();
  text.replace(
    /^import\s+(?:[\s\S]*?\sfrom\s+)?["']([^"'\n]+)["'];?[ \t]*$/gm,
    ([found, path = ''], line) => {
      const name = /^import\s+(\w+)\s/.exec(found)?.[1];
      if (name) imports.set(name, path);
      context.changed(line, 'import', found, 'removed: posts cannot import code');
      return '';
    },
  );
  text.replace(
    /^export\s+(?:default|const|let|var|function|async|\{|\*)[^\n]*(?:\n(?![ \t]*\n|#)[^\n]*)*/gm,
    ([found], line) => {
      context.lost(
        line,
        'export',
        found,
        'removed: posts cannot run code',
        'if readers need it, write the resulting value',
      );
      return '';
    },
  );
  text.replace(/\{\s*\/\*[\s\S]*?\*\/\s*\}/g, ([found], line) => {
    context.changed(line, 'comment', found, 'comments are not published');
    return '';
  });
  for (let round = 0; round < maxExpansions; round++) {
    const before = text.text;
    text.replace(selfClosing, ([found, name = '', written = ''], line) =>
      shown(name, written, undefined, found, line),
    );
    text.replace(innermost, ([found, name = '', written = '', inner = ''], line) =>
      shown(name, written, inner, found, line),
    );
    if (text.text === before) break;
  }
  text.replace(fragment, () => '');
  // JSX attributes of HTML elements.
  text.replace(
    /<([a-z][\w-]*)((?:\s+[\w:.-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}))?)+)\s*(\/?)>/g,
    ([found, name = '', written = '', slash = ''], line) => {
      const props = Object.entries(propsOf(written, imports));
      const isLeftOut = ([key]: [string, string]) => /^(?:style|key|ref|on[A-Z])/.test(key);
      if (props.some(isLeftOut))
        context.changed(line, 'attributes', found, 'styles and scripts of the old site were left out');
      const attributes = props
        .filter((prop) => !isLeftOut(prop))
        .map(([key, value]) => ` ${htmlAttribute(key)}="${value.replaceAll('"', '&quot;')}"`)
        .join('');
      if (!slash) return `<${name}${attributes}>`;
      return voidElements.has(name) ? `<${name}${attributes} />` : `<${name}${attributes}></${name}>`;
    },
  );
  const edits: Edit[] = [];
  for (const { start, end } of expressionsIn(text.text)) {
    const expression = text.text.slice(start + 1, end - 1);
    const value = literalOf(expression);
    // `{#id}` belongs to a heading.
    if (value !== undefined) edits.push({ start, end, text: value });
    else if (!/^[#.:]/.test(expression.trim()))
      context.lost(
        text.lineAt(start),
        'expression',
        text.text.slice(start, end),
        'the value of this expression depends on the old site',
        'write its value',
      );
  }
  text.apply(edits);

  function shown(name: string, written: string, inner: string | undefined, found: string, line: number) {
    const props = propsOf(written, imports);
    const content = inner === undefined ? undefined : dedent(inner);
    const embed = commonEmbed(name, props, content);
    // Blocks stand alone; images and links may be in a sentence.
    if (embed !== undefined)
      return /^!?\[[^\n]*\)$/.test(embed) ? embed : `\n\n${embed.includes('{') ? protect(embed) : embed}\n\n`;
    if (/^(?:Link|A|NextLink|Anchor)$/.test(name) && props.href && content)
      return `[${content.trim()}](${props.href})`;
    if (/^(?:Fragment|React\.Fragment|Wrapper|Container|Box|Center|div)$/i.test(name)) return content ?? '';
    if (/^(?:Head|Script|Toc|TOC|TableOfContents|TOCInline)$/.test(name)) {
      context.changed(
        line,
        'component',
        found,
        /^(?:Head|Script)$/.test(name)
          ? `<${name}> has no visible content`
          : 'long posts get a table of contents from their headings',
      );
      return '';
    }
    const why = `the component <${name}> is defined by the old site${content ? '; its content was kept' : ''}`;
    // If it has no meaningful props, only its styling is lost.
    if (content && Object.values(props).every((value) => value === 'true'))
      context.changed(line, 'component', found, why);
    else context.lost(line, 'component', found, why, 'replace it with Markdown, or delete it');
    // A component without content stays visible, so that it is not overlooked.
    return content ?? protect(`\`${found.replace(/\s+/g, ' ').replaceAll('`', "'")}\``);
  }
}

/** In characters: a longer expression is text with an unbalanced brace. */
const maxExpression = 5000;

/** The offsets of expressions in braces, which may have braces in them. */
function expressionsIn(text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (let start = text.indexOf('{'); start >= 0; start = text.indexOf('{', start + 1)) {
    if (text[start - 1] === '\\') continue;
    let depth = 0;
    for (let at = start; at < Math.min(text.length, start + maxExpression); at++) {
      if (text[at] === '{') depth++;
      else if (text[at] === '}' && --depth === 0) {
        found.push({ start, end: at + 1 });
        start = at;
        break;
      }
    }
  }
  return found;
}

/** In JSX, any element can end with a slash; in HTML, only these can. */
const voidElements = new Set(['br', 'col', 'hr', 'img', 'input', 'source', 'track', 'wbr']);

const htmlAttribute = (name: string) =>
  name === 'className' ? 'class' : name === 'htmlFor' ? 'for' : name.toLowerCase();

/** The props of a component that are texts. Imported files have their paths. */
function propsOf(written: string, imports: ReadonlyMap<string, string>): Record<string, string> {
  const props: Record<string, string> = {};
  for (const match of written.matchAll(
    /([\w:.-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}))?/g,
  )) {
    const [, name = '', double, single, expression] = match;
    const value = expression === undefined ? (double ?? single ?? 'true') : propValue(expression, imports);
    if (value !== undefined) props[name] = value;
  }
  return props;
}

function propValue(expression: string, imports: ReadonlyMap<string, string>): string | undefined {
  const path = imports.get(expression.trim());
  const required = /^require\(\s*["']([^"']+)["']\s*\)(?:\.default)?$/.exec(expression.trim())?.[1];
  return path ?? required ?? literalOf(expression);
}

/** The value of a literal of JavaScript. */
function literalOf(expression: string): string | undefined {
  const text = expression.trim();
  const string = /^"((?:[^"\\]|\\.)*)"$|^'((?:[^'\\]|\\.)*)'$|^`([^`$\\]*)`$/.exec(text);
  if (string)
    return (string[1] ?? string[2] ?? string[3] ?? '').replace(/\\n/g, '\n').replace(/\\(["'`\\])/g, '$1');
  return /^-?\d+(?:\.\d+)?$|^(?:true|false)$/.test(text) ? text : undefined;
}

/** The content of a component without its indentation. */
function dedent(inner: string): string {
  const lines = inner.replace(/^\s*\n|\s+$/g, '').split('\n');
  const indents = lines.filter((line) => line.trim()).map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const indent = Math.min(...indents, 80);
  return lines.map((line) => line.slice(indent)).join('\n');
}
