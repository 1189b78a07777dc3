import { Liquid } from 'liquidjs';
import { fenced, textOf } from '../text';
import type { TrackedText } from '../tracked-text';
import { endedBlocks, replaceBlocks, replaceInnermostBlocks } from './blocks';
import { argumentsOf, documentLink, maxExpansions, type SyntaxContext } from './context';
import { commonEmbed } from './embeds';
import { literal } from './literal';

const output = /\{\{-?([^{}]*)\}\}/g;
const tag = /\{%-?[ \t\n]{0,100}([\w-]+)((?:[^%]|%(?!\})){0,2000})%\}/g;
/** What is written in a tag, without white space and the hyphen that trims it. */
const trimmed = (written: string) => written.replace(/-$/, '').trim();

/**
 * Evaluates Liquid as far as posts use it: `raw`, `comment`, `highlight`, `include`, `link`, `post_url`,
 * `assign`, `capture`, plugins for videos and the like, and values of the page and the site.
 */
export function convertLiquid(text: TrackedText, context: SyntaxContext): void {
  const kept: string[] = [];
  const protect = (markdown: string) => `\uE000${kept.push(markdown) - 1}\uE001`;
  // The braces of `raw` blocks are not tags.
  replaceBlocks(text, 'raw', ({ inner: content }) =>
    content.replace(/[{}%]+/g, (braces) => protect(literal(braces))),
  );
  replaceBlocks(text, 'comment', ({ found, line }) => {
    context.changed(line, 'comment', found, 'comments are not published');
    return '';
  });
  text.replace(/\{%-?\s*#[^%]*%\}/g, ([found], line) => {
    context.changed(line, 'comment', found, 'comments are not published');
    return '';
  });
  const variables = new Map<string, string>();
  replaceBlocks(text, 'capture', ({ written: name, inner: content }) => {
    variables.set(name.trim(), content.trim());
    return '';
  });
  text.replace(/\{%-?\s*assign\s+([\w.-]+)\s*=\s*([^%]*?)-?%\}\n?/g, ([found, name = '', value = '']) => {
    const result = evaluate(value, variables, context);
    if (result === undefined) return found;
    variables.set(name, result);
    return '';
  });
  replaceBlocks(text, 'highlight', ({ written, inner }) => protect(highlighted(written, inner)));
  replaceBlocks(text, 'codeblock', ({ written, inner }) => protect(highlighted(written, inner)));
  for (let round = 0; round < maxExpansions; round++) {
    const before = text.text;
    text.replace(/\{%-?\s*include(?:_relative|_cached)?\s+([^%]*?)-?%\}/g, ([found, written = '']) =>
      included(found, written, variables, context),
    );
    if (text.text === before) break;
  }
  // `{{ site.baseurl }}{% link … %}` is one link.
  text.replace(
    /(?:\{\{-?\s*site\.(?:baseurl|url)\s*-?\}\})*\{%-?\s*(?:link|post_url)\s+([^%]*?)\s*-?%\}/g,
    ([, target = '']) => documentLink(target.trim().replace(/^["']|["']$/g, '')),
  );
  evaluateTemplate(text, context);
  text.replace(output, ([found, expression = ''], line) => {
    const result = evaluate(trimmed(expression), variables, context);
    if (result === undefined)
      context.lost(
        line,
        'template',
        found,
        'the value of this expression depends on the old site',
        'write the value, or delete it',
      );
    return result;
  });
  const blocks = endedBlocks(text.text);
  text.replace(tag, ([found, name = '', written = ''], line) =>
    blocks.has(name) || name.startsWith('end')
      ? undefined
      : commonTag(name, trimmed(written), found, line, context),
  );
  replaceInnermostBlocks(text, maxExpansions, ({ name, written, inner, found, line }) => {
    const embed = commonEmbed(name, written, inner.replace(/^\n+|\s+$/g, ''));
    if (embed !== undefined) return embed;
    context.lost(
      line,
      'template',
      found,
      `the tag "${name}" depends on the old site; its content was kept`,
      'check the text around it',
    );
    return inner;
  });
  text.replace(/\uE000(\d+)\uE001/g, ([, index]) => restore(kept, Number(index)));
}

/** Without files, so that no template can read one of this computer, and with limits of time and memory. */
const engine = new Liquid({
  strictVariables: true,
  strictFilters: true,
  lenientIf: true,
  templates: {},
  parseLimit: 1e6,
  renderLimit: 2000,
  memoryLimit: 1e8,
});

/** Evaluates loops, conditions and data of the site, if everything in them is known. */
function evaluateTemplate(text: TrackedText, { document }: SyntaxContext): void {
  if (!document.params || !/\{[{%]/.test(text.text)) return;
  try {
    text.rewrite(String(engine.parseAndRenderSync(text.text, { ...document.params, page: document.fields })));
  } catch {
    // Something in it depends on the old site. It is reported where it is.
  }
}

function restore(kept: readonly string[], index: number): string {
  return (kept[index] ?? '').replace(/\uE000(\d+)\uE001/g, (_, inner) => restore(kept, Number(inner)));
}

/** A tag of a plugin, without content. @returns `undefined` to leave it in the text, where it is reported */
function commonTag(
  name: string,
  written: string,
  found: string,
  line: number,
  context: SyntaxContext,
): string | undefined {
  if (name === 'toc' || name === 'more') return '';
  const embed = commonEmbed(name, written);
  if (embed !== undefined) return embed;
  context.lost(
    line,
    'template',
    found,
    `the tag "${name}" depends on the old site`,
    'replace it with Markdown, or delete it',
  );
  return undefined;
}

function highlighted(written: string, code: string): string {
  const [language = ''] = written.trim().split(/\s+/);
  const args = argumentsOf(written.replace(/^\s*\S+/, ''));
  const marked = args.hl_lines ?? args.mark_lines;
  return fenced(
    code,
    /^[\w+#.-]+$/.test(language) ? language : '',
    marked ? `{${marked.trim().replace(/\s+/g, ',')}}` : '',
  );
}

/** The content of an included file with its parameters, or common Markdown for what it shows. */
function included(
  found: string,
  written: string,
  variables: ReadonlyMap<string, string>,
  context: SyntaxContext,
): string | undefined {
  const [, name = '', rest = ''] = /^\s*(\S+)\s*([\s\S]*)$/.exec(written) ?? [];
  const parameters = argumentsOf(rest);
  for (const [key, value] of Object.entries(parameters)) {
    const unquoted = new RegExp(`\\b${key}\\s*=\\s*(?!["'])`).test(rest);
    if (unquoted) parameters[key] = evaluate(value, variables, context) ?? value;
  }
  const embed = commonEmbed(name.split('/').at(-1) ?? '', parameters);
  if (embed !== undefined) return embed;
  const path = [`_includes/${name}`, `${context.document.folder}/${name}`].find((one) =>
    context.files.has(one),
  );
  if (!path) return undefined;
  const content = context.files
    .text(path)
    .replace(/\{\{-?\s*include\.([\w-]+)[^}]*\}\}/g, (_, key: string) => parameters[key] ?? '')
    .replace(/\{%-?\s*comment[\s\S]*?endcomment\s*-?%\}/g, '')
    .trim();
  // What it does with conditions and loops cannot be known.
  if (/\{%-?\s*(?!include|link|post_url)/.test(content) || content.includes(found)) return undefined;
  return content;
}

/** Filters that do not change the address or the text that a reader gets. */
const harmlessFilters =
  /^(?:relative_url|absolute_url|escape|escape_once|xml_escape|strip|url|safe|markdownify|string|uri_escape|prepend:\s*site\.(?:baseurl|url)|append:\s*["']\/?["'])$/;

/** The value of an expression, if it is a literal, or a field of the page or the site. */
function evaluate(
  expression: string,
  variables: ReadonlyMap<string, string>,
  { document }: SyntaxContext,
): string | undefined {
  const [value = '', ...filters] = expression.split('|').map((part) => part.trim());
  if (!filters.every((filter) => harmlessFilters.test(filter))) return undefined;
  const literal = /^"([^"]*)"$|^'([^']*)'$|^(-?\d+(?:\.\d+)?)$/.exec(value);
  if (literal) return literal[1] ?? literal[2] ?? literal[3];
  if (variables.has(value)) return variables.get(value);
  switch (value) {
    // Links are resolved against the old site later.
    case 'site.baseurl':
    case 'site.url':
    case 'site.github.url':
      return '';
    case 'page.url':
      return document.addresses[0];
  }
  const field = /^(?:page|post|site\.page)\.([\w-]+)$/.exec(value)?.[1];
  const found = field === undefined ? undefined : textOf(document.fields[field]);
  return found || undefined;
}
