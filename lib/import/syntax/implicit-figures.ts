import { figure } from '../text';
import type { TrackedText } from '../tracked-text';
import { withoutCode } from './code-ranges';

/** An image that is a paragraph of its own. */
const loneImage =
  /(?<=^|\n[ \t]*\n)!\[([^\]\n]+)\]\(([^\s()]+)(?:[ \t]+"[^"\n]*")?\)(?:\{[^}\n]*\})?[ \t]*(?=\n[ \t]*\n|\s*$)/g;

/** Gives images that are alone in a paragraph their alternative text as caption (https://github.com/arve0/markdown-it-implicit-figures). */
export function convertImplicitFigures(text: TrackedText): void {
  withoutCode(text, () => text.replace(loneImage, ([, alt = '', src = '']) => figure(src, alt, alt)));
}
