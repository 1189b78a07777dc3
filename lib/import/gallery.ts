import type { SourceDocument } from './archive';
import type { ImportedFields } from './fields';
import type { Report } from './report';
import { image, textOf } from './text';
import type { TrackedText } from './tracked-text';

/** Fields that photo themes show as a gallery. */
const names = ['images', 'gallery', 'gallery_images', 'photos', 'pictures', 'slides'];

/** Puts the images that a field lists at the end of the text, because only the old theme showed them. */
export function addGallery(
  document: SourceDocument,
  fields: ImportedFields,
  text: TrackedText,
  report: Report,
): void {
  for (const name of names) {
    const value = document.fields[name];
    const items: unknown[] = Array.isArray(value) ? value : [];
    const images = items.flatMap((item) => imageOf(item) ?? []);
    // A single one is the image for link previews.
    if (images.length < 2) continue;
    const start = text.text.trimEnd().length;
    text.apply([{ start, end: text.text.length, text: `\n\n${images.join('\n\n')}\n` }]);
    if (images.length === items.length) delete fields.rest[name];
    else
      report.lost({
        file: document.file,
        line: 1,
        kind: 'gallery',
        what: items
          .filter((item) => !imageOf(item))
          .map((item) => textOf(item) || JSON.stringify(item))
          .join(', '),
        why: 'the old theme may have shown it, but it is not an image',
        todo: 'if readers need it, add it to the text',
      });
    report.changed({
      file: document.file,
      line: 1,
      kind: 'gallery',
      what: name,
      why: `its ${images.length} images are at the end of the text`,
    });
  }
}

/** An image in Markdown: from a path, or a mapping. */
function imageOf(item: unknown): string | undefined {
  const fields = (typeof item === 'object' && item !== null ? item : { src: item }) as Record<
    string,
    unknown
  >;
  const src = textOf(
    fields.src ?? fields.file ?? fields.url ?? fields.path ?? fields.image ?? fields.filename,
  );
  if (!/\.(?:avif|gif|jpe?g|png|svg|webp)(?:[?#]|$)/i.test(src)) return undefined;
  return image(src, textOf(fields.alt), textOf(fields.caption ?? fields.title ?? fields.description));
}
