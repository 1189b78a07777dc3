/** The tags of all posts, as numbers. */
export class Tags {
  /** The tags of each post. */
  readonly of: number[][];
  /** The posts of each tag, oldest first. */
  readonly having: number[][] = [];
  private readonly rarities: number[];
  private readonly lengths: number[];
  private readonly numbers = new Map<string, number>();

  /**
   * @param lists the tags of each post
   * @param timeline all posts, oldest first
   */
  constructor(lists: readonly (readonly string[])[], timeline: readonly number[]) {
    const { numbers } = this;
    const numberOf = (tag: string) => {
      const number = numbers.get(tag) ?? numbers.size;
      numbers.set(tag, number);
      return number;
    };
    this.of = lists.map((tags) => [...new Set(tags)].sort().map(numberOf));
    for (let tag = 0; tag < numbers.size; tag++) this.having.push([]);
    for (const post of timeline) for (const tag of this.of[post] ?? []) this.having[tag]?.push(post);
    this.rarities = this.having.map((posts) => Math.log((lists.length + 1) / posts.length));
    this.lengths = this.of.map((tags) => Math.hypot(...tags.map((tag) => this.rarities[tag] ?? 0)) || 1);
  }

  /** How many posts have a tag. */
  countOf(tag: string): number {
    return this.having[this.numbers.get(tag) ?? -1]?.length ?? 0;
  }

  /** The similarity of the tags of two posts, 0 to 1. Rare tags count more. */
  similarity(one: number, other: number): number {
    let product = 0;
    for (const tag of this.of[one] ?? [])
      if (this.of[other]?.includes(tag)) product += (this.rarities[tag] ?? 0) ** 2;
    return product / ((this.lengths[one] ?? 1) * (this.lengths[other] ?? 1));
  }
}

/** How often posts with one tag are linked with posts with another. */
export class TagLinks {
  /** The number of links from posts with one tag to posts with another. The key is the first tag times the number of tags, plus the second. */
  private readonly counts = new Map<number, number>();
  /** The tags that each tag is linked with. */
  private readonly partners: Set<number>[];
  private all = 0;

  /** @param links the posts that each post is linked with, in either direction */
  constructor(
    private readonly tags: Tags,
    private readonly links: readonly ReadonlySet<number>[],
  ) {
    this.partners = tags.having.map(() => new Set());
    for (const [post, others] of links.entries())
      for (const other of others) {
        this.all++;
        this.countPairs(this.counts, post, other);
        for (const tag of tags.of[post] ?? [])
          for (const partner of tags.of[other] ?? []) this.partners[tag]?.add(partner);
      }
  }

  /**
   * How much more often than by chance posts that share a tag with this post are linked with posts of
   * a given tag, as a logarithm. Links from and to this post are not counted.
   */
  from(post: number): (tag: number) => number {
    const own = new Map<number, number>();
    for (const other of this.links[post] ?? []) {
      this.countPairs(own, post, other);
      this.countPairs(own, other, post);
    }
    const lifts = new Map<number, number>();
    return (tag) => {
      let best = lifts.get(tag);
      if (best === undefined) {
        best = Math.max(...(this.tags.of[post] ?? []).map((mine) => this.lift(mine, tag, own)));
        lifts.set(tag, best);
      }
      return best;
    };
  }

  /** The tags of posts that are linked with posts that share a tag with this post. */
  partnersOf(post: number): number[] {
    return [...new Set((this.tags.of[post] ?? []).flatMap((tag) => [...(this.partners[tag] ?? [])]))];
  }

  private lift(tag: number, other: number, own: ReadonlyMap<number, number>): number {
    const { having, of } = this.tags;
    const pair = tag * having.length + other;
    const linked = (this.counts.get(pair) ?? 0) - (own.get(pair) ?? 0);
    const share = ((having[tag]?.length ?? 0) / of.length) * ((having[other]?.length ?? 0) / of.length);
    return Math.log((linked + 1) / (this.all * share + 1));
  }

  private countPairs(counts: Map<number, number>, post: number, other: number) {
    const { having, of } = this.tags;
    for (const tag of of[post] ?? [])
      for (const partner of of[other] ?? []) {
        const pair = tag * having.length + partner;
        counts.set(pair, (counts.get(pair) ?? 0) + 1);
      }
  }
}
