import type { Summary } from './build';

/** Tells what a build does: on a terminal with a count and the time that is left, else not at all. */
export class Progress {
  private readonly seconds: [step: string, seconds: number][] = [];
  private current: { name: string; began: number; all: number } | undefined;
  private shownAt = 0;
  private readonly terminal = process.stderr.isTTY;

  /**
   * Begins a step, which ends the one before.
   *
   * @param name such as `Reading`
   * @param all how many things there are to do, where that is known
   */
  begin(name: string, all = 0): void {
    this.end();
    this.current = { name, began: performance.now(), all };
    this.show(`${name} …`);
  }

  /** @param done how many things are done; @param all how many there are, once that is known */
  step(done: number, all = this.current?.all ?? 0): void {
    const now = performance.now();
    // Ten times a second is as often as one can read it.
    if (!this.current || !this.terminal || now - this.shownAt < 100) return;
    this.shownAt = now;
    const { name, began } = this.current;
    const left = Math.ceil((((now - began) / done) * (all - done)) / 1000);
    const estimate = now - began > 2000 && left > 0 ? `, about ${left} s left` : '';
    this.show(all === 0 ? `${name} … ${done}` : `${name} … ${done} of ${all}${estimate}`);
  }

  /** Ends the last step. @returns seconds by step, in their order */
  end(): [step: string, seconds: number][] {
    if (this.current) this.seconds.push([this.current.name, (performance.now() - this.current.began) / 1000]);
    this.current = undefined;
    this.show('');
    return this.seconds;
  }

  private show(text: string): void {
    // To the first column, and what stood there deleted (ECMA-48, EL).
    if (this.terminal) process.stderr.write(`\r\x1b[K${text}`);
  }
}

/** A build's summary for people. */
export function summaryLines({
  pages,
  files,
  bytes,
  heaviest,
  outDir,
  seconds,
  steps,
  unpublished,
}: Summary): string {
  const spent = Object.entries(steps)
    .map(([step, taken]) => `${step.toLowerCase()} ${taken.toFixed(1)}`)
    .join(', ');
  return [
    `${pages.printed} ${pages.printed === 1 ? 'page' : 'pages'} printed, ${pages.reused} as they were: ${files} files, ${(bytes / 1e6).toFixed(1)} MB in ${outDir}`,
    // A part of a site may have none.
    ...(heaviest.path
      ? [`The heaviest page is ${heaviest.path} with ${(heaviest.bytes / 1000).toFixed(0)} KB.`]
      : []),
    ...(unpublished ? [unpublished] : []),
    `${seconds.toFixed(1)} s: ${spent}`,
  ].join('\n');
}
