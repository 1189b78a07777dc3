import type { PostTerms } from './terms';
import { rangeOf, type Vectors } from './vectors';

/** The maximum number of words in a name. */
const longest = 3;
/** The minimum weight of the second name, relative to the first. */
const second = 0.5;
/** The minimum rarity of a word in a name: about one in eight posts (see `Vectors.rarity`). */
const minRarity = 3;
/** What may separate the words of a name. */
const joint = /^[ -]$/;

interface Name {
  name: string;
  terms: number[];
  /** How much its terms contribute to the similarity of the posts. */
  weight: number;
}

/** Finds what two posts have in common, in words of their titles. */
export class Topics {
  constructor(
    private readonly posts: readonly { terms: PostTerms; language: string }[],
    private readonly vectors: Vectors,
  ) {}

  /** @returns at most two names, the stronger one first; empty if they share nothing with a name */
  shared(one: number, other: number): string[] {
    const weights = this.sharedWeights(one, other);
    const names = [
      ...this.namesIn(other, weights, (run) => this.isInTitle(run, one)),
      ...this.namesIn(one, weights, (run) => this.isInTitle(run, other)),
    ].sort((a, b) => b.weight - a.weight);
    const [first] = names;
    if (!first) return [];
    const next = names.find(
      ({ terms, weight }) =>
        weight >= first.weight * second && !terms.some((term) => first.terms.includes(term)),
    );
    return [first, ...(next ? [next] : [])].map(({ name }) => name);
  }

  /** Names from the title of a post that the text of another post may use. Only names of several words, the strongest first. */
  namesFor(post: number, other: number): string[] {
    return this.namesIn(post, this.sharedWeights(other, post), () => true)
      .filter(({ terms }) => terms.length > 1)
      .sort((a, b) => b.weight - a.weight)
      .map(({ name }) => name);
  }

  /** How much each rare term that both have contributes to their similarity. */
  private sharedWeights(one: number, other: number): Map<number, number> {
    const { ids, weights } = this.vectors;
    const its = new Map<number, number>();
    const [from, to] = rangeOf(this.vectors, one);
    for (let at = from; at < to; at++) its.set(ids[at] as number, weights[at] as number);
    const shared = new Map<number, number>();
    const [start, end] = rangeOf(this.vectors, other);
    for (let at = start; at < end; at++) {
      const weight = its.get(ids[at] as number);
      const rarity = this.vectors.rarity[this.vectors.terms[at] as number] as number;
      if (weight !== undefined && rarity >= minRarity)
        shared.set(ids[at] as number, weight * (weights[at] as number));
    }
    return shared;
  }

  /**
   * Names in the title of a post: sequences of shared terms.
   *
   * @param mayName whether a run of terms may be part of a name
   */
  private namesIn(
    post: number,
    shared: ReadonlyMap<number, number>,
    mayName: (terms: readonly number[]) => boolean,
  ): Name[] {
    const { terms, language = '' } = this.posts[post] ?? {};
    const { title = '', named = new Int32Array() } = terms ?? {};
    const names: Name[] = [];
    for (let at = 0; at < named.length; ) {
      const run: number[] = [];
      const start = named[at + 1] as number;
      let end = start;
      for (; run.length < longest; at += 3) {
        const [term = 0, from = 0, to = 0] = named.subarray(at, at + 3);
        if (!shared.has(term)) break;
        if (run.length > 0 && !(joint.test(title.slice(end, from)) && mayName([...run, term]))) break;
        run.push(term);
        end = to;
      }
      if (run.length === 0) {
        at += 3;
        continue;
      }
      if (isCut(title, start, end)) continue;
      const name = start === 0 ? inSentence(title.slice(0, end), language) : title.slice(start, end);
      if (mayName(run) || /\p{L}.*[\p{Lu}\p{N}_]/u.test(name))
        names.push({ name, terms: run, weight: run.reduce((sum, term) => sum + (shared.get(term) ?? 0), 0) });
    }
    return names;
  }

  private isInTitle(run: readonly number[], post: number): boolean {
    const { named = new Int32Array() } = this.posts[post]?.terms ?? {};
    for (let at = 0; at + run.length * 3 <= named.length; at += 3)
      if (run.every((term, place) => named[at + place * 3] === term)) return true;
    return false;
  }
}

/** Whether a name is only part of a longer one, as `v0` is of `v0.12`. */
function isCut(title: string, start: number, end: number): boolean {
  return (
    /[\p{L}\p{N}][.'’/+]$/u.test(title.slice(0, start)) ||
    /^(?:[.'’/][\p{L}\p{N}]|[+#])/u.test(title.slice(end))
  );
}

/** The first words of a title as they are written within a sentence: `Linear memory` becomes `linear memory`, `WASI` stays. */
function inSentence(name: string, language: string): string {
  // German capitalizes nouns.
  if (/^de\b/i.test(language)) return name;
  return /^\p{Lu}\p{Ll}+(?![\p{L}\p{N}_])/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}
