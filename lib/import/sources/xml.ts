import { characterEntities } from 'character-entities';
import { SaxesParser } from 'saxes';
import { count } from '../../util/count';
import type { SourceFiles } from '../archive';
import type { Report } from '../report';

/** An element of XML with its text and its children. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  /** The text directly in it. */
  text: string;
  children: XmlElement[];
  line: number;
}

/** In bytes: how much is given to the parser at once. */
const chunkLength = 1 << 20;
/** The maximum number of errors that are reported for a file. */
const maxErrors = 50;

/** Characters that XML 1.0 does not allow (§2.2). Exports contain them anyway. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed.
const forbidden = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;

/** The XML files of a system, which have a text at their start. */
export const xmlFilesWith = (files: SourceFiles, mark: RegExp): string[] =>
  files.list().filter((path) => /\.(?:xml|atom)$/i.test(path) && mark.test(files.start(path)));

/**
 * Reads an XML file piece by piece, and calls a function with each complete element of some names. These
 * are not kept, so that the memory does not grow with the file. What is not well-formed is reported, and
 * reading goes on.
 *
 * @param names the elements to pass to the function
 */
export function readXml(
  file: string,
  bytes: Uint8Array,
  names: ReadonlySet<string>,
  onElement: (element: XmlElement) => void,
  report: Report,
): void {
  const parser = new SaxesParser({ position: true, fragment: false });
  // Exports contain the character references of HTML. XML knows only five.
  Object.assign(parser.ENTITIES, characterEntities);
  const open: XmlElement[] = [];
  let errors = 0;
  let removed = 0;
  let isCut = false;
  parser.on('error', (error) => {
    if (/unclosed|unexpected end/i.test(error.message)) isCut = true;
    if (isCut || ++errors > maxErrors) return;
    report.lost({
      file,
      line: parser.line,
      kind: 'XML',
      what: '',
      why: `not well-formed: ${error.message.replace(/^[^:]*\d+:\d+:\s*/, '')}`,
      todo: 'check the post at this line',
    });
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element: XmlElement = {
      name,
      attributes: attributes as Record<string, string>,
      text: '',
      children: [],
      line: parser.line,
    };
    const parent = open.at(-1);
    // Elements outside of those that are wanted are not kept.
    if (parent && open.some((one) => names.has(one.name))) parent.children.push(element);
    open.push(element);
  });
  const addText = (text: string) => {
    const element = open.at(-1);
    if (element) element.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const element = open.pop();
    if (element && names.has(element.name)) onElement(element);
  });
  const decoder = new TextDecoder();
  for (let at = 0; at < bytes.length; at += chunkLength) {
    const text = decoder.decode(bytes.subarray(at, at + chunkLength), { stream: true });
    parser.write(
      text.replace(forbidden, () => {
        removed++;
        return '';
      }),
    );
  }
  parser.close();
  if (removed > 0)
    report.changed({
      file,
      line: 1,
      kind: 'XML',
      what: '',
      why: `removed ${count(removed, 'control character')} that XML does not allow`,
    });
  // What was open when the file ended.
  const rest = open.find((element) => names.has(element.name));
  if (rest || isCut)
    report.lost({
      file,
      line: rest?.line ?? parser.line,
      kind: 'XML',
      what: rest ? childText(rest, 'title') || rest.name : '',
      why: `the file ends in the middle${rest ? ' of this post, which was left out' : ''}`,
      todo: 'export it again and import the new file',
    });
}

/** The text of a child element. */
export const childText = (element: XmlElement, name: string): string =>
  element.children.find((child) => child.name === name)?.text.trim() ?? '';

export const childrenOf = (element: XmlElement, name: string): XmlElement[] =>
  element.children.filter((child) => child.name === name);
