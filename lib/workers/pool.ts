import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { workDir } from '../cache/paths';
import { DamagedCache } from '../cache/texts';
import { UserError } from '../util/errors';

/** A message to a worker. */
export interface JobRequest {
  id: number;
  job: string;
  input: unknown;
}

/** The response of a worker. */
export interface JobResponse {
  id: number;
  result?: unknown;
  error?: { name: string; message: string; stack?: string; code?: unknown; path?: unknown; dest?: unknown };
}

/** The jobs of a worker: functions with one input, by name. `open` runs before all others. */
type AnyJobs = { [job: string]: (input: never) => unknown } & { open(settings: never): unknown };

type Input<Jobs extends AnyJobs, J extends keyof Jobs> = Parameters<Jobs[J]>[0];
type Output<Jobs extends AnyJobs, J extends keyof Jobs> = Awaited<ReturnType<Jobs[J]>>;

/** Jobs queued at one worker: enough that it never has to wait for the next. */
const depth = 6;

interface Worker {
  child: ChildProcess;
  /** The callbacks of the jobs in progress, by ID. */
  waiting: Map<number, { subject?: string; done(result: unknown): void; failed(error: Error): void }>;
}

/**
 * A pool of worker processes, one per core. The first starts with the first job, the others when all
 * running workers are busy.
 */
export class Pool<Jobs extends AnyJobs> {
  private readonly workers: Worker[] = [];
  /** Callers that are waiting for a free worker. */
  private readonly queue: { proceed(): void; fail(error: Error): void }[] = [];
  private failure: Error | undefined;
  private next = 0;
  private closed = false;

  /**
   * @param setting the input of `open` for every worker
   * @param youngMegabytes how much of the memory for short-lived objects a worker takes. Most memory used for a page
   *   becomes garbage at once, and a large young generation avoids copying it
   * @param growthPercent how much the memory for other objects may grow until it is collected, in percent of what was
   *   left the last time. By default, V8 lets it grow to several times that
   */
  constructor(
    private setting: Input<Jobs, 'open'>,
    private readonly size = Math.min(availableParallelism(), 16),
    private readonly youngMegabytes = 64,
    private readonly growthPercent = 0,
  ) {}

  /** Starts a worker before there is a job for it. */
  warmUp(): void {
    if (this.workers.length === 0) this.start();
  }

  /** Replaces the input of `open`, for the workers that run and for those to come. */
  configure(setting: Input<Jobs, 'open'>): void {
    this.setting = setting;
    for (const worker of this.workers) this.open(worker);
  }

  /**
   * Runs a job in a worker. If all workers are busy, waits for a free one first.
   *
   * @throws {UserError} if a worker process has ended; all later jobs fail too
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

  /** Runs `work` for each input. Takes the next input only when there is a free place, to limit memory. @throws the first error */
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

  /** Ends the workers. Jobs in progress fail, and so do later ones. */
  close(): void {
    this.closed = true;
    this.fail(new Error('The worker processes were stopped.'), this.workers);
    for (const { child } of this.workers) child.kill();
  }

  /** Rejects all jobs in progress. Otherwise their callers would wait forever. */
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
    // Written by `scripts/run.js`.
    const child = fork(resolve(workDir, 'commands/worker.js'), {
      execArgv: [
        `--max-semi-space-size=${this.youngMegabytes}`,
        `--heap-growing-percent=${this.growthPercent}`,
      ],
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
      const on = subjects.length > 0 ? ` while working on ${subjects.join(', ')}` : '';
      const failure = new UserError(
        `A worker process ended (${signal ?? `code ${code}`})${on}. It may have run out of memory: close other programs and run the command again.`,
      );
      this.fail(failure, [worker]);
    });
    this.workers.push(worker);
    this.open(worker);
    return worker;
  }

  private open(worker: Worker): void {
    this.request(worker, 'open', this.setting).catch(() => {
      // All later jobs fail too, and callers wait for those.
    });
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

/** The subject of a job for a message: a document, or the path of an output. */
function subjectOf(input: unknown): string | undefined {
  const { shown, path } = (input ?? {}) as { shown?: unknown; path?: unknown };
  return [shown, path].find((subject) => typeof subject === 'string');
}

function errorOf({ name, message, ...rest }: NonNullable<JobResponse['error']>): Error {
  const Kind = [DamagedCache, UserError].find((kind) => kind.name === name) ?? Error;
  return Object.assign(new Kind(message), rest);
}
