import { image } from '../text';
import type { TrackedText } from '../tracked-text';
import { withoutCode } from './code-ranges';
import type { SyntaxContext } from './context';

/** An image that is a paragraph of its own. */
const loneImage =
  /(?<=^|\n[ \t]*\n)!\[([^\]\n]+)\]\(([^\s()]+)(?:[ \t]+"([^"\n]*)")?\)(\{[^}\n]*\})?[ \t]*(?=\n[ \t]*\n|\s*$)/g;

/** Gives images that are alone in a paragraph their alternative text as caption (https://github.com/arve0/markdown-it-implicit-figures). */
export function convertImplicitFigures(text: TrackedText, context: SyntaxContext): void {
  withoutCode(text, () =>
    text.replace(loneImage, ([found, caption = '', src = '', title = '', attributes], line) => {
      if (attributes)
        context.changed(line, 'attributes', found, 'classes and styles of the old theme were left out');
      const alt = caption.replace(/\\([\W_])/g, '$1');
      return `:::figure\n${image(src, alt, title)}\n\n${caption}\n:::`;
    }),
  );
}
