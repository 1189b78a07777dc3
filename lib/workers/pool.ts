import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { workDir } from '../cache/paths';
import { DamagedCache } from '../cache/texts';
import { UserError } from '../util/errors';

/** What a worker is sent, and what it answers. */
export interface JobRequest {
  id: number;
  job: string;
  input: unknown;
}
export interface JobResponse {
  id: number;
  result?: unknown;
  error?: { name: string; message: string; stack?: string; code?: unknown; path?: unknown; dest?: unknown };
}

/** What worker processes can do: functions of one input, by name. `open` runs first, and once. */
type AnyJobs = { [job: string]: (input: never) => unknown } & { open(settings: never): unknown };

type Input<Jobs extends AnyJobs, J extends keyof Jobs> = Parameters<Jobs[J]>[0];
type Output<Jobs extends AnyJobs, J extends keyof Jobs> = Awaited<ReturnType<Jobs[J]>>;

/** Orders that a worker may hold at once: enough that it never waits for the next. */
const depth = 6;

interface Worker {
  child: ChildProcess;
  /** What each order under way is to be answered with. */
  waiting: Map<number, { subject?: string; done(result: unknown): void; failed(error: Error): void }>;
}

/**
 * Processes that work for this one, one a core. The first is started when there is something
 * to do, the others when it has its hands full.
 */
export class Pool<Jobs extends AnyJobs> {
  private readonly workers: Worker[] = [];
  /** Callers that wait for a worker to be free. */
  private readonly queue: { proceed(): void; fail(error: Error): void }[] = [];
  private failure: Error | undefined;
  private next = 0;
  private closed = false;

  /** @param setting what every worker is told first */
  constructor(
    private readonly setting: Input<Jobs, 'open'>,
    private readonly size = Math.min(availableParallelism(), 16),
  ) {}

  /**
   * Has a worker do a job. Waits for a place where all are busy, so that a caller may hand in
   * one order after the other without holding all of them at once: see `each`.
   *
   * @throws {UserError} where a worker process ends, for every order from then on
   * @throws {Error} when the pool is closed
   */
  async run<J extends keyof Jobs & string>(job: J, input: Input<Jobs, J>): Promise<Output<Jobs, J>> {
    for (;;) {
      if (this.failure) throw this.failure;
      const worker = this.free();
      if (worker) return (await this.request(worker, job, input)) as Output<Jobs, J>;
      await new Promise<void>((proceed, fail) => this.queue.push({ proceed, fail }));
    }
  }

  /** Has workers do a job for each of many inputs, with no more of them in memory than are under way. */
  async each<T>(inputs: Iterable<T> | AsyncIterable<T>, work: (input: T) => Promise<void>): Promise<void> {
    const underWay = new Set<Promise<void>>();
    let failure: { error: unknown } | undefined;
    for await (const input of inputs) {
      const one: Promise<void> = work(input)
        .catch((error: unknown) => {
          failure ??= { error };
        })
        .finally(() => underWay.delete(one));
      underWay.add(one);
      if (underWay.size >= this.size * depth) await Promise.race(underWay);
      if (failure) break;
    }
    await Promise.all(underWay);
    if (failure) throw failure.error;
  }

  /** Ends the workers. Orders under way fail, and so do later ones. */
  close(): void {
    this.closed = true;
    this.fail(new Error('The worker processes were stopped.'), this.workers);
    for (const { child } of this.workers) child.kill();
  }

  /** Has callers know that nothing will come of it: they would wait forever. */
  private fail(failure: Error, workers: readonly Worker[]): void {
    this.failure ??= failure;
    for (const { waiting } of workers) {
      for (const { failed } of waiting.values()) failed(this.failure);
      waiting.clear();
    }
    for (const { fail } of this.queue.splice(0)) fail(this.failure);
  }

  private free(): Worker | undefined {
    const [least] = this.workers.toSorted((a, b) => a.waiting.size - b.waiting.size);
    if (least && least.waiting.size < depth) return least;
    return this.workers.length < this.size ? this.start() : undefined;
  }

  private start(): Worker {
    // `scripts/run.js` has put it there.
    const child = fork(resolve(workDir, 'commands/worker.js'), {
      // Most of what a page leaves behind is garbage at once: a large nursery spares copying it.
      execArgv: ['--max-semi-space-size=64'],
      serialization: 'advanced',
      env: { ...process.env, NODE_ENV: 'production' },
    });
    const worker: Worker = { child, waiting: new Map() };
    child.on('message', ({ id, result, error }: JobResponse) => {
      const request = worker.waiting.get(id);
      worker.waiting.delete(id);
      if (error) request?.failed(errorOf(error));
      else request?.done(result);
      this.queue.shift()?.proceed();
    });
    child.on('exit', (code, signal) => {
      if (this.closed) return;
      const subjects = [...worker.waiting.values()].flatMap(({ subject }) => subject ?? []);
      const on = subjects.length > 0 ? ` while it worked on ${subjects.join(', ')}` : '';
      const failure = new UserError(
        `A worker process ended (${signal ?? `code ${code}`})${on}. It may have run out of memory: close other programs, and run the command again.`,
      );
      this.fail(failure, [worker]);
    });
    this.workers.push(worker);
    this.request(worker, 'open', this.setting).catch(() => {
      // It fails for every order after it, too, and those are waited for.
    });
    return worker;
  }

  private request(worker: Worker, job: string, input: unknown): Promise<unknown> {
    const id = this.next++;
    return new Promise((done, failed) => {
      worker.waiting.set(id, { subject: subjectOf(input), done, failed });
      worker.child.send({ id, job, input } satisfies JobRequest, (error) => {
        if (error) failed(error);
      });
    });
  }
}

/** What an order is about, for a message: a document, or an address of the site. */
function subjectOf(input: unknown): string | undefined {
  const { shown, path } = (input ?? {}) as { shown?: unknown; path?: unknown };
  return [shown, path].find((subject) => typeof subject === 'string');
}

function errorOf({ name, message, ...rest }: NonNullable<JobResponse['error']>): Error {
  const Kind = [DamagedCache, UserError].find((kind) => kind.name === name) ?? Error;
  return Object.assign(new Kind(message), rest);
}
