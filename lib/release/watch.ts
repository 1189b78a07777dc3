import { UserError } from '../util/errors';
import type { Bucket } from './bucket';
import { claimKey, claims, signs } from './claims';

/** How often a write is tried. */
const tries = 4;

/**
 * Watches over a release that is under way: gives signs of life, and lets nothing be written
 * unless it was seen a moment ago that no other has taken over. A write begins within a third of
 * the lease after such a look and is given up after another third; whoever takes over waits the
 * whole.
 */
export class Watch {
  /** When it was last seen, by both clocks: one stands still while the machine sleeps, the other may be set. */
  private seen = { wall: Number.NEGATIVE_INFINITY, steady: Number.NEGATIVE_INFINITY };
  private looking: Promise<void> | undefined;
  private readonly timer: NodeJS.Timeout;
  /** In milliseconds. */
  private readonly third: number;

  constructor(
    private readonly bucket: Pick<Bucket, 'list' | 'put'>,
    private readonly number: number,
    private readonly lease: number,
  ) {
    this.third = (lease * 1000) / 3;
    // What is the matter with a look that fails is told by the next write.
    this.timer = setInterval(() => void this.look().catch(() => {}), this.third / 2);
  }

  /**
   * Writes something, several times if need be.
   *
   * @param work is given what it has to end by
   * @throws {UserError} where another release has taken over
   */
  async write(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    for (let left = tries; ; left--) {
      if (!this.isFresh()) await this.look();
      try {
        return await work(AbortSignal.timeout(Math.ceil(this.third)));
      } catch (error) {
        if (left > 1) continue;
        if (error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError'))
          throw new UserError(
            `The store took more than ${Math.ceil(this.third / 1000)} seconds for one file. Run it again with a longer --lease than ${this.lease}.`,
          );
        throw error;
      }
    }
  }

  end(): void {
    clearInterval(this.timer);
  }

  private isFresh(): boolean {
    const { wall, steady } = this.seen;
    return Math.abs(Date.now() - wall) < this.third && performance.now() - steady < this.third;
  }

  private look(): Promise<void> {
    this.looking ??= this.lookOnce().finally(() => {
      this.looking = undefined;
    });
    return this.looking;
  }

  private async lookOnce(): Promise<void> {
    const now = { wall: Date.now(), steady: performance.now() };
    const own = claimKey(claims, this.number);
    for await (const { key } of this.bucket.list(claims, own))
      throw new UserError(
        `Release ${Number(key.slice(claims.length))} has taken over: this one was silent for too long. Nothing is lost; run it again.`,
      );
    await this.bucket.put(claimKey(signs, this.number), new Date(now.wall).toISOString());
    this.seen = now;
  }
}
