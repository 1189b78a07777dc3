import { wordsOf } from './words';

/**
 * Counts the words of a text, and serializes the counts: one line for each count, in ascending order,
 * with the words that occur this often.
 */
export function frequenciesOf(text: string): string {
  const counts = new Map<string, number>();
  for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const lines: string[][] = [];
  for (const [word, count] of counts) {
    lines[count] ??= [];
    lines[count]?.push(word);
  }
  return lines.flatMap((words, count) => (words ? [`${count} ${words.sort().join(' ')}`] : [])).join('\n');
}

/** Parses the result of `frequenciesOf`: words by count. */
export function readFrequencies(text: string): { count: number; words: string[] }[] {
  if (text === '') return [];
  return text.split('\n').map((line) => {
    const [count, ...words] = line.split(' ');
    return { count: Number(count), words };
  });
}
