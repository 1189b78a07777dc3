import { UserError } from '../util/errors';
import type { Bucket } from './bucket';
import { claimKey, claims, signs } from './claims';

/** The number of attempts for each write. */
const tries = 4;

/**
 * Guards a release in progress: writes heartbeats, and allows writes only shortly after a check that
 * no other release has taken over. A write starts within a third of the lease after such a check and
 * is aborted after another third. A release that takes over waits for the whole lease.
 */
export class Watch {
  /** The time of the last check by two clocks: one stops while the machine sleeps, the other may be changed. */
  private lastCheck = { wall: Number.NEGATIVE_INFINITY, steady: Number.NEGATIVE_INFINITY };
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
    // If a check fails, the next write reports the error.
    this.timer = setInterval(() => void this.look().catch(() => {}), this.third / 2);
  }

  /**
   * Writes something, with retries.
   *
   * @param work gets a signal that aborts it after the time limit
   * @throws {UserError} if another release has taken over
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
            `The store took more than ${Math.ceil(this.third / 1000)} seconds for one file. Run the release again with a --lease longer than ${this.lease}.`,
          );
        throw error;
      }
    }
  }

  end(): void {
    clearInterval(this.timer);
  }

  private isFresh(): boolean {
    const { wall, steady } = this.lastCheck;
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
        `Release ${Number(key.slice(claims.length))} has taken over, because this one did not respond for too long. Nothing is lost. Run the release again.`,
      );
    await this.bucket.put(claimKey(signs, this.number), new Date(now.wall).toISOString());
    this.lastCheck = now;
  }
}
