import { between, pick, type Random } from './random';
import { capitalized, drawTopicWord, drawWord, type Topic } from './vocabulary';

/** The input of a generated text. */
export interface Writer {
  random: Random;
  about: readonly Topic[];
  /** Link targets, as written in Markdown. */
  links: readonly string[];
}

const words = ({ random, about }: Writer, count: number) =>
  Array.from({ length: count }, () => drawWord(random, about));

/** A few words for a title, a heading or a table cell. */
export function phrase({ random, about }: Writer, least: number, most: number): string {
  const count = between(random, least, most);
  const drawn = Array.from({ length: count }, (_, at) =>
    at % 3 === 1 ? drawWord(random, about) : drawTopicWord(random, about),
  );
  return capitalized(drawn.join(' '));
}

/** A sentence of 6 to 24 words without any markup. */
export function plainSentence(writer: Writer): string {
  const { random } = writer;
  const drawn = words(writer, between(random, 6, 24));
  const comma = between(random, 3, 9);
  const text = drawn.map((word, at) => (at === comma && at < drawn.length - 2 ? `${word},` : word)).join(' ');
  return capitalized(text) + pick(random, ['.', '.', '.', '.', '.', '.', '.', '?']);
}

/** A sentence in which a word or two may be emphasized, quoted, code or a link. */
export function sentence(writer: Writer): string {
  const { random } = writer;
  const plain = plainSentence(writer);
  if (random() < 0.7) return plain;
  const parts = plain.split(' ');
  const at = between(random, 1, parts.length - 3);
  const marked = (parts[at] ?? '').replace(/,$/, '');
  const link = writer.links.length > 0 ? pick(random, writer.links) : undefined;
  parts[at] = pick(random, [
    `*${marked}*`,
    `**${marked}**`,
    `\`${marked}()\``,
    `\`${marked}\``,
    `"${marked}"`,
    `-- ${marked} --`,
    `${marked}'s`,
    ...(link ? Array<string>(4).fill(`[${marked} ${parts[at + 1]}](${link})`) : []),
  ]);
  if (parts[at]?.startsWith('[')) parts.splice(at + 1, 1);
  return parts.join(' ');
}

/** Two to six sentences. */
export function paragraph(writer: Writer): string {
  return Array.from({ length: between(writer.random, 2, 6) }, () => sentence(writer)).join(' ');
}

/** A list of three to seven items, sometimes numbered or nested. */
export function list(writer: Writer): string {
  const { random } = writer;
  const numbered = random() < 0.3;
  return Array.from({ length: between(random, 3, 7) }, (_, at) => {
    const item = `${numbered ? `${at + 1}.` : '-'} ${sentence(writer)}`;
    return !numbered && random() < 0.12 ? `${item}\n  - ${phrase(writer, 3, 7)}` : item;
  }).join('\n');
}

/** A table of two to four columns. */
export function table(writer: Writer): string {
  const { random } = writer;
  const columns = between(random, 2, 4);
  const row = (cells: string[]) => `| ${cells.join(' | ')} |`;
  const cells = (make: (column: number) => string) => Array.from({ length: columns }, (_, at) => make(at));
  return [
    row(cells(() => phrase(writer, 1, 2))),
    row(cells((at) => (at === 1 ? '---:' : '---'))),
    ...Array.from({ length: between(random, 3, 8) }, () =>
      row(cells((at) => (at === 1 ? (random() * 1000).toFixed(1) : phrase(writer, 1, at === 0 ? 2 : 5)))),
    ),
  ].join('\n');
}

export function quotation(writer: Writer): string {
  return `> ${sentence(writer)} ${sentence(writer)}`;
}
