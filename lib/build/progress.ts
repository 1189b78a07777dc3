/** Shows the progress of a build, with a count and the time left. Shows nothing unless stderr is a terminal. */
export class Progress {
  private readonly seconds: [step: string, seconds: number][] = [];
  private current: { name: string; began: number; all: number } | undefined;
  private shownAt = 0;
  private readonly terminal = process.stderr.isTTY;

  /**
   * Begins a step and ends the previous one.
   *
   * @param name such as `Reading`
   * @param all the number of items to process, if known
   */
  begin(name: string, all = 0): void {
    this.end();
    this.current = { name, began: performance.now(), all };
    this.show(`${name} …`);
  }

  /** @param done the number of items done; @param expected the number of items, once known or estimated */
  step(done: number, expected = this.current?.all ?? 0): void {
    const all = expected === 0 ? 0 : Math.max(done, expected);
    const now = performance.now();
    // Nobody can read more than ten updates a second.
    if (!this.current || !this.terminal || now - this.shownAt < 100) return;
    this.shownAt = now;
    const { name, began } = this.current;
    const left = Math.ceil((((now - began) / done) * (all - done)) / 1000);
    const estimate = now - began > 2000 && left > 0 ? `, about ${left} s left` : '';
    this.show(all === 0 ? `${name} … ${done}` : `${name} … ${done} of ${all}${estimate}`);
  }

  /** Ends the current step. @returns seconds by step, in order */
  end(): [step: string, seconds: number][] {
    if (this.current) this.seconds.push([this.current.name, (performance.now() - this.current.began) / 1000]);
    this.current = undefined;
    this.show('');
    return this.seconds;
  }

  private show(text: string): void {
    // Go to the first column and clear the line (ECMA-48, EL).
    if (this.terminal) process.stderr.write(`\r\x1b[K${text}`);
  }
}
