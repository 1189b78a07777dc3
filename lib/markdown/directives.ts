import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Messages } from '../i18n/index';
import { videoFigure } from './embeds';
import { shapeExtension } from './extension-directives';
import { extensionDirectives } from './loaded-directives';
import { marks } from './segments';

/** A block that Markdown does not have: `:::name` to `:::`, or `::name[text]{attribute="…"}` on one line. */
interface Directive {
  /** How it is written. */
  form: 'container' | 'leaf';
  /** A complete example, for messages. */
  example: string;
  /** The attributes that an author may write. */
  attributes?: readonly string[];
  /** An attribute that it must have, and what is expected as its value. */
  required?: { attribute: string; expected: string };
  /** Its text must be in the article as well. It is left out of feeds, excerpts and search. */
  repeats?: true;
  /**
   * Makes the HTML of the directive. If it repeats text, the element has the name of the directive as a
   * class, by which feeds find it.
   *
   * @param node has the attributes as properties and the rendered text as children
   */
  shape(node: Element, messages: Messages['text']): Element;
}

const ours: Readonly<Record<string, Directive>> = {
  figure: {
    form: 'container',
    example: ':::figure',
    attributes: ['id'],
    shape: figureOf,
  },
  gallery: {
    form: 'container',
    example: ':::gallery',
    shape: galleryOf,
  },
  aside: {
    form: 'container',
    example: ':::aside',
    shape: ({ children }) => h('div.aside', { role: 'note' }, children),
  },
  pull: {
    form: 'container',
    example: ':::pull',
    repeats: true,
    // Screen readers would read the same text twice.
    shape: ({ children }) => h('blockquote.pull', { ariaHidden: 'true' }, children),
  },
  video: {
    form: 'leaf',
    example: '::video[Title]{src="clip.mp4"}',
    attributes: ['src', 'poster', 'width', 'height'],
    required: { attribute: 'src', expected: 'a file next to the post, or an https URL' },
    shape: videoFigure,
  },
};

/** The names of our directives, which an owner's cannot have. */
export const ourDirectives: readonly string[] = Object.keys(ours);

/** All directives. The parser, the sanitizer, the checks, search and feeds follow from this table. */
export const directives: Readonly<Record<string, Directive>> = {
  ...ours,
  ...Object.fromEntries(
    Object.entries(extensionDirectives).map(([name, directive]) => [
      name,
      {
        ...directive,
        shape: ({ properties, children }: Element) => shapeExtension(name, directive, properties, children),
      },
    ]),
  ),
};

/** A directive by name. The name is an author's: it may be `constructor`. */
export const directiveOf = (name: string): Directive | undefined =>
  Object.hasOwn(directives, name) ? directives[name] : undefined;

/** How a directive begins, such as `:::aside`. */
export const opening = (name: string, { form }: Pick<Directive, 'form'>) =>
  `${form === 'leaf' ? '::' : ':::'}${name}`;

/** Whether a directive repeats text, so that feeds, excerpts and search leave it out. */
export const isRepetition = (name: string): boolean => directiveOf(name)?.repeats === true;

/** The name of the element that stands for a directive until it is shaped. */
export const elementOf = (name: string) => `lp-${name}`;

/** The directive that an element stands for, if any. */
export function directiveOfElement({ tagName }: Element): Directive | undefined {
  const [, name] = /^lp-(.+)$/.exec(tagName) ?? [];
  return name === undefined ? undefined : directiveOf(name);
}

/** Puts the images, tables, code, videos and lists of a figure first. Everything else becomes its caption. */
function figureOf(figure: Element): Element {
  const shown: ElementContent[] = [];
  const caption: ElementContent[] = [];
  for (const child of figure.children) {
    if (child.type !== 'element') {
      if (child.type === 'text' && child.value.trim()) caption.push(child);
      continue;
    }
    const images = child.tagName === 'p' && child.children.every(isImageOrSpace);
    if (images) shown.push(...child.children.filter((image) => image.type === 'element'));
    else if (['pre', 'table', 'img', 'video', 'ul', 'ol'].includes(child.tagName)) shown.push(child);
    else caption.push(child);
  }
  const [first, ...others] = caption;
  const inCaption =
    others.length === 0 && first?.type === 'element' && first.tagName === 'p' ? first.children : caption;
  return h('figure', figure.properties, shown, first && h('figcaption', inCaption));
}

/** A figure whose images are tiles. They are enlarged on a click, one after the other (`lib/browser/picture.ts`). */
function galleryOf(gallery: Element): Element {
  const figure = figureOf(gallery);
  for (const child of figure.children)
    if (
      child.type === 'element' &&
      child.tagName === 'img' &&
      String(child.properties.src).startsWith(marks.asset)
    )
      child.properties.dataBlock = 'tile';
  return { ...figure, properties: { className: ['gallery'] } };
}

/** Whether a node is an image, or white space between images. */
export function isImageOrSpace(node: ElementContent): boolean {
  return node.type === 'text' ? node.value.trim() === '' : node.type === 'element' && node.tagName === 'img';
}
