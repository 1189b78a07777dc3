import { between, pick, type Random, randomOf, zipf } from './random';

/** The most frequent English words, most frequent first. */
const functionWords =
  `the of and to a in is that it for as with on be by are this from or not an at which but have can
  its they has was when if one all there more their no other what so we will than each two only into
  some does must may then these also where do our how over most any because such before through after
  between same many every both until still while without about like very here now under never since
  even just again out up once first last next new long own much less yet though rather often always
  perhaps`.split(/\s+/);

const syllables = ['b', 'd', 'f', 'g', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v', 'st', 'tr'].flatMap(
  (consonant) => ['a', 'e', 'i', 'o', 'u'].map((vowel) => consonant + vowel),
);
const endings = ['', '', '', 'n', 'r', 'l', 's', 'nd', 'x', 'ring', 'ted'];

/** The rank of the first content word. */
const firstContentWord = functionWords.length;
const size = 60_000;
const topicCount = 150;
const wordsPerTopic = 250;

const words: readonly string[] = [...functionWords, ...makeWords(size - firstContentWord)];

/** Distinct words made of syllables. Short ones come first, as frequent words are short. */
function makeWords(count: number): string[] {
  const random = randomOf('vocabulary');
  const made = new Set<string>();
  while (made.size < count) {
    const length = made.size < 900 ? 2 : made.size < 20_000 ? 3 : 4;
    const stem = Array.from({ length }, () => pick(random, syllables)).join('');
    made.add(stem + pick(random, endings));
  }
  return [...made];
}

const anyRank = zipf(size);
const topicRank = zipf(wordsPerTopic);

/** A topic of posts. */
export interface Topic {
  /** The name as a tag. */
  name: string;
  /** Words that posts about it use more than others, the most typical first. */
  words: readonly string[];
}

/** All topics, the most frequent first. */
export const topics: readonly Topic[] = Array.from({ length: topicCount }, (_, at) => {
  const random = randomOf(`topic ${at}`);
  // Neither too frequent to be typical, nor too rare for two posts to share.
  const own = Array.from({ length: wordsPerTopic }, () => words[between(random, 400, 8000)] ?? '');
  const name = [words[firstContentWord + 3 + at * 5], at % 7 === 3 ? own[0] : undefined];
  return { name: name.flatMap((word) => capitalized(word ?? '') || []).join(' '), words: own };
});

const topicOf = zipf(topicCount);

/** `count` distinct topics, weighted by frequency. */
export function drawTopics(random: Random, count: number): Topic[] {
  const drawn = new Set<Topic>();
  while (drawn.size < count) {
    const topic = topics[topicOf(random)];
    if (topic) drawn.add(topic);
  }
  return [...drawn];
}

/** A random word of a text about the topics. */
export function drawWord(random: Random, about: readonly Topic[]): string {
  const rank = anyRank(random);
  if (rank >= firstContentWord && random() < 0.3) return drawTopicWord(random, about);
  return words[rank] ?? '';
}

/** A word that is typical of the topics. */
export function drawTopicWord(random: Random, about: readonly Topic[]): string {
  return pick(random, about).words[topicRank(random)] ?? '';
}

export function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
