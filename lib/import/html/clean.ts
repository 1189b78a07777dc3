import type { Element, ElementContent, Parents, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { toString as textOfNode } from 'hast-util-to-string';
import { SKIP, visit } from '../../util/visit';
import type { SyntaxContext } from '../syntax/context';
import { embedScripts, gistUrl, lazySources } from '../syntax/raw-html';
import { anchor, isElement } from './elements';

/** The URL that a script would give an image. */
const lazyUrl = ({ properties }: Element): unknown =>
  lazySources
    .map((name) => properties[name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())])
    .find(Boolean);

/** Replaces a linked thumbnail with the full-size image. */
function fullSize(link: Element): Element | undefined {
  const [image, ...others] = link.children;
  const href = String(link.properties.href ?? '');
  if (!image || !isElement(image, 'img') || others.length > 0) return undefined;
  if (!/\.(?:avif|gif|jpe?g|png|webp)(?:\?.*)?$/i.test(href)) return undefined;
  const stem = (url: string) =>
    (url.split(/[?#]/)[0]?.split('/').at(-1) ?? '').replace(/(?:-\d+x\d+|-scaled)?\.\w+$/, '');
  if (stem(href) !== stem(String(image.properties.src ?? ''))) return undefined;
  return { ...image, properties: { ...image.properties, src: href } };
}

/** What replaces an element that has no Markdown equivalent; `undefined` if it can stay. What is lost is reported. */
function replacementOf(
  node: Element,
  parent: Parents,
  context: SyntaxContext,
  save: (svg: string) => string,
): ElementContent[] | undefined {
  const { tagName, properties } = node;
  const { line } = context.document;
  switch (tagName) {
    case 'script': {
      const src = String(properties.src ?? '');
      const gist = gistUrl(src);
      if (gist)
        return [
          {
            type: 'element',
            tagName: 'p',
            properties: {},
            children: [anchor(gist, 'Gist on GitHub')],
          },
        ];
      if (embedScripts.test(src))
        context.changed(
          line,
          'HTML',
          toHtml(node),
          'a script that only styles embeds or formulas was removed',
        );
      else
        context.lost(
          line,
          'HTML',
          toHtml(node),
          'scripts do not run in posts',
          'replace it with something that needs no script',
        );
      return [];
    }
    case 'style':
      context.changed(line, 'HTML', toHtml(node), 'styles were left out');
      return [];
    case 'svg':
      context.changed(line, 'HTML', toHtml(node), 'the drawing was saved as a file');
      return [
        {
          type: 'element',
          tagName: 'img',
          properties: { src: save(toHtml(node)), alt: String(properties.ariaLabel ?? '') },
          children: [],
        },
      ];
    case 'form':
    case 'button':
    case 'select':
    case 'textarea':
    case 'input':
      if (properties.type === 'checkbox') return undefined;
      context.lost(
        line,
        'HTML',
        textOfNode(node) || toHtml(node),
        `<${tagName}> was left out: posts cannot contain forms`,
        'link to a page that has the form',
      );
      return [];
    case 'object':
    case 'embed': {
      const url = String(properties.data ?? properties.src ?? '');
      context.changed(line, 'embed', toHtml(node), 'embedded content was replaced with a link');
      return url ? [anchor(url, url.split('/').at(-1) || url)] : node.children;
    }
    case 'noscript': {
      // `<noscript>` repeats an image that is lazy-loaded by a script.
      const isFallback = parent.children.some((one) => isElement(one, 'img') && lazyUrl(one));
      return isFallback ? [] : node.children;
    }
    case 'a': {
      const image = fullSize(node);
      return image && [image];
    }
    default:
      return undefined;
  }
}

/**
 * Prepares a tree for its conversion: replaces or removes elements that have no Markdown equivalent,
 * and takes blocks out of paragraphs.
 *
 * @param context collects what is left out
 * @param save writes a drawing next to the post. @returns its name
 */
export function clean(tree: Root, context: SyntaxContext, save: (svg: string) => string): void {
  const styles = new Set<string>();
  visit(tree, 'element', (node, index, parent) => {
    if (!parent || index === undefined) return undefined;
    const replacement = replacementOf(node, parent, context, save);
    if (replacement) {
      parent.children.splice(index, 1, ...replacement);
      return [SKIP, index];
    }
    const { properties } = node;
    const src = String(properties.src ?? '');
    if (node.tagName === 'img' && (!src || src.startsWith('data:')))
      properties.src = String(lazyUrl(node) ?? src);
    if (typeof properties.style === 'string') styles.add(properties.style);
    return undefined;
  });
  for (const style of styles) context.changed(context.document.line, 'style', style, 'styles were left out');
  liftBlocks(tree);
}

const isBlock = (node: ElementContent) => isElement(node, 'iframe', 'video', 'audio', 'figure', 'table');

/** Takes blocks such as frames out of paragraphs, where browsers allow them. In Markdown, they stand alone. */
function liftBlocks(tree: Root): void {
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName !== 'p' || !parent || index === undefined) return undefined;
    if (!node.children.some(isBlock)) return undefined;
    const parts: ElementContent[] = [];
    let run: ElementContent[] = [];
    const endRun = () => {
      if (run.some((child) => child.type !== 'text' || child.value.trim()))
        parts.push({ ...node, children: run });
      run = [];
    };
    for (const child of node.children)
      if (isBlock(child)) {
        endRun();
        parts.push(child);
      } else run.push(child);
    endRun();
    parent.children.splice(index, 1, ...parts);
    return [SKIP, index + parts.length];
  });
}
