import { wordsOf } from './words';

/**
 * How often each word stands in a text, as a text to keep: a line for each number, rising,
 * with the words that stand there so often.
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

/** The words of `frequenciesOf`, those that stand there equally often together. */
export function readFrequencies(text: string): { count: number; words: string[] }[] {
  if (text === '') return [];
  return text.split('\n').map((line) => {
    const [count, ...words] = line.split(' ');
    return { count: Number(count), words };
  });
}
