import type { Nodes, Root } from 'mdast';
import { visit } from '../util/visit';
import { decodeReferences } from './destination';
import { isBlockDirective } from './loaded-directives';
import { Places } from './places';
import type { Problem } from './problem';
import { isEmbedFrame, isKeptAttribute, isKeptElement, isKeptUrl, losesItsContent } from './sanitize';
import { type Tag, tagsIn } from './tags';

/** Attributes that the build sets itself, so nothing is lost without them. */
const redundantAttributes = new Set(['alt', 'decoding', 'fetchpriority', 'loading', 'rel', 'sizes']);

/** Elements with URLs that are only supported in another form, and what to write instead. */
const fixes = new Map<string, [expected: string, fix: string]>([
  ['iframe', ['expected one that docs/writing.md lists, such as a YouTube video', 'write a link instead']],
]);

/**
 * Finds what an author wrote but readers will not see: elements, attributes and URLs that the
 * sanitizer removes, and HTML that swallows what follows it.
 *
 * @param mdast the tree of `markdown`, with positions
 * @returns a warning for each
 */
export function findLeftOut(mdast: Root, markdown: string): Problem[] {
  const warnings: Problem[] = [];
  const places = new Places(markdown);
  const warn = (offset: number, message: string, fix: string) =>
    warnings.push({ ...places.at(offset), message, fix });
  /** The open element that is removed with its content. In a paragraph, each tag is a node of its own. */
  let open: Open | undefined;
  /** How many clips are open. */
  let clips = 0;
  const isInClip = ({ name, isEnd }: Tag) => {
    if (name === 'video' || name === 'audio') clips = Math.max(0, clips + (isEnd ? -1 : 1));
    return clips > 0;
  };
  visit(mdast, (node: Nodes, _index, parent) => {
    const start = node.position?.start.offset ?? 0;
    if (node.type === 'html') {
      const within = open && open.parent === parent ? open.name : undefined;
      const rest = markdown.slice(node.position?.end.offset);
      const name = checkHtml(node.value, rest, within, isInClip, (at, ...text) => warn(start + at, ...text));
      open = name === undefined ? undefined : { name, parent };
    } else if (node.type === 'link' || node.type === 'image' || node.type === 'definition') {
      const attribute = node.type === 'image' ? 'src' : 'href';
      if (!isKeptUrl(attribute, node.url)) warn(start, ...schemeHint(node.url, attribute));
    } else if (isBlockDirective(node))
      for (const [name, value] of Object.entries(node.attributes ?? {}))
        if (value && !isKeptUrl(name, value)) warn(start, ...schemeHint(value, name));
  });
  return warnings;
}

interface Open {
  name: string;
  parent: Nodes | undefined;
}

type Warn = (at: number, message: string, fix: string) => void;

/**
 * Checks one piece of raw HTML.
 *
 * @param rest the source after it
 * @param within the name of the open element that is removed with its content, if there is one
 * @param isInClip is called with each tag, and says whether it is in a `<video>` or an `<audio>`
 * @returns the same for what follows
 */
function checkHtml(
  html: string,
  rest: string,
  within: string | undefined,
  isInClip: (tag: Tag) => boolean,
  warn: Warn,
): string | undefined {
  if (/^<(?:\?|!(?!--))/.test(html))
    warn(0, `${quoted(html)} is removed; expected an element`, 'delete it, or put it in `code`');
  const tags = tagsIn(html);
  let next = tags.next();
  let outer = within;
  for (; !next.done; next = tags.next()) {
    const { name, isEnd, start, end } = next.value;
    if (isEnd && name === outer) outer = undefined;
    const isStray = !isInClip(next.value) && (name === 'source' || name === 'track');
    if (isEnd || outer) continue;
    if (isStray && next.value.attributes.some((attribute) => attribute.name === 'src'))
      warn(
        start,
        `<${name}> is removed; expected a <video> or an <audio> around it`,
        'add it, or remove this tag',
      );
    else checkTag(next.value, warn);
    // In a paragraph, the end tag is in another node.
    const after = html.slice(end, end + 100) + rest.slice(0, 100);
    if (name === 'iframe' && !/^[\s>]*<\/iframe[\s/>]/i.test(after))
      warn(
        start,
        '<iframe> hides everything up to </iframe>; expected </iframe> right after the tag',
        'add </iframe> right after it',
      );
    if (losesItsContent(name)) outer = name;
  }
  const open = next.value;
  if (open === undefined) return outer;
  const [what, end] = html.startsWith('<!--', open) ? ['comment', '-->'] : ['tag', '>'];
  warn(
    open,
    `the ${what} is not closed and hides everything after it; expected ${end}`,
    `add ${end} where it ends, or write &lt; for a literal <`,
  );
  return undefined;
}

function checkTag({ name, attributes, start }: Tag, warn: Warn) {
  const src = decodeReferences(attributes.find((attribute) => attribute.name === 'src')?.value ?? '');
  if (!isKeptElement(name) || (name === 'iframe' && !isEmbedFrame(src))) {
    // The `<source>` of a picture gets the warning. With a `<noscript>`, nothing is lost: its content is shown.
    if (name === 'picture' || name === 'noscript') return;
    const own = fixes.get(name);
    const [expected, fix] = own ?? [elementHint(name), fixFor(name)];
    const url = src && own ? ` with the src ${quoted(src)}` : '';
    warn(start, `<${name}>${url} is removed${own ? ';' : ','} ${expected}`, fix);
    return;
  }
  if (name === 'input' && !isCheckbox(attributes)) {
    warn(
      start,
      '<input> is removed, because posts cannot contain forms; expected only type="checkbox" in a task list',
      'remove it, or link to a page that has the form',
    );
    return;
  }
  const removed = attributes.filter(
    (attribute) =>
      !redundantAttributes.has(attribute.name) && !isKeptAttribute(name, attribute.name, attribute.value),
  );
  if (removed.length > 0) {
    const names = removed.map((attribute) => attribute.name).join(', ');
    warn(
      start,
      `removed from <${name}>: ${names}; expected attributes that posts may use`,
      removed.some((attribute) => attribute.name === 'srcset')
        ? 'remove it; smaller image sizes are generated for you'
        : 'remove it, or use Markdown instead (docs/writing.md)',
    );
  }
  for (const attribute of attributes) {
    const value = decodeReferences(attribute.value);
    if (!isKeptUrl(attribute.name, value)) warn(start, ...schemeHint(value, attribute.name));
  }
}

const isCheckbox = (attributes: Tag['attributes']) =>
  attributes.some(({ name, value }) => name === 'type' && value.toLowerCase() === 'checkbox');

function elementHint(name: string): string {
  const rest = losesItsContent(name) ? 'with everything in it' : 'but its content stays';
  return `${rest}; expected an element that posts may contain`;
}

function fixFor(name: string): string {
  if (['script', 'style', 'link', 'meta', 'object', 'embed'].includes(name))
    return 'use an image, a clip or a link instead, or remove it';
  if (name === 'svg') return 'save it as a file next to the post, and write ![what it shows](drawing.svg)';
  if (name === 'form') return 'remove it, or link to a page that has the form';
  return `to show the tag itself, put it in \`code\` or write \\<${name}>; otherwise remove it`;
}

function schemeHint(url: string, attribute: string): [message: string, fix: string] {
  const [scheme = ''] = url.split(':', 1);
  // A Windows path such as `C:\photo.png`.
  if (scheme.trim().length === 1)
    return [
      `${quoted(url)} is removed; expected a path relative to this file, not a path on your computer`,
      'put the file next to the post, and use its name',
    ];
  const expected = attribute === 'href' ? 'https:, mailto:, tel:' : 'https:';
  return [
    `${quoted(url)} is removed, because posts cannot use ${scheme.trim()}: URLs; expected ${expected} or a path`,
    attribute === 'href'
      ? 'use a URL that browsers open, or remove the link'
      : 'put the file next to the post, and use its name',
  ];
}

const quoted = (text: string) => `"${text.length > 80 ? `${text.slice(0, 80)}…` : text}"`;
