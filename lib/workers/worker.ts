import { readRecord } from '../content/entry';
import type { ContentFile } from '../content/files';
import { layOut } from '../press/desk';
import type { Frame } from '../pages/copy';
import { checkFiles, type PrintedFile } from '../publish/ledger';
import { printSheet } from '../publish/print';
import type { Sheet } from '../publish/sheet';
import type { Answer, Order } from './pool';

/** What a worker can be asked to do. */
const jobs = {
  /** Told first, and once. */
  async open({ frame }: { frame?: Frame }) {
    if (frame) layOut({ frame, pages: new Map() });
  },
  read: (task: { file: ContentFile; shown: string; bytes: Uint8Array; language: string }) =>
    readRecord(task.file, task.shown, task.bytes, task.language),
  print: (sheet: Sheet) => printSheet(sheet),
  check: (files: PrintedFile[]) => checkFiles(files),
};
export type Jobs = typeof jobs;

process.on('message', ({ id, job, input }: Order) => {
  // The pool's types have made sure that input and job fit.
  const work = jobs[job] as (input: unknown) => Promise<unknown>;
  work(input).then(
    (result) => reply({ id, result }),
    (error: unknown) => {
      const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
      reply({ id, error: { name, message, stack } });
    },
  );
});

// The one that gave the orders is gone.
process.on('disconnect', () => process.exit());

function reply(answer: Answer) {
  process.send?.(answer);
}
