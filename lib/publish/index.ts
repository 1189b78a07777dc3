import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSealed } from '../cache/sealed';
import type { Catalog } from '../catalog';
import { encodePath } from '../content/addresses';
import type { Publication } from '../content/publication';
import { hashOf } from '../hash';
import { hostFiles } from '../hosts/files';
import type { Progress } from '../progress';
import { basePath } from '../site';
import { ledgerFile, siteDir } from '../work';
import type { Pool } from '../workers/pool';
import type { Ledger, PrintedFile } from './ledger';
import { aliasPages, movesOf } from './redirects';
import type { Sheet } from './sheet';
import { allSheets } from './sheets';

/** What a print run has made. */
export interface PrintRun {
  /** Everything that is part of the site now, in no order. */
  files: PrintedFile[];
  pages: { printed: number; reused: number };
  sheets: { printed: number; reused: number };
  bytes: number;
  heaviest: { path: string; bytes: number };
}

/**
 * Brings the site's folder up to a publication: prints the sheets whose inputs have changed,
 * keeps the others, and deletes what is no longer part of it. Nothing here is seen by readers
 * yet; see `lib/publish/tree.ts`.
 *
 * @param before what stands in the folder, looked at by `standingSheets`
 * @param shared what every sheet depends on: the code that prints, the site's address, the frame
 */
export async function printSite(
  publication: Publication,
  catalog: Catalog,
  options: { before: Ledger; shared: string; publicDir: string; pool: Pool; progress: Progress },
): Promise<PrintRun> {
  const { before, shared, pool, progress } = options;
  const after: Ledger = new Map();
  // A post has a page, a card and its Markdown; the lists are few beside them.
  const expected = catalog.posts.length * 3 + catalog.tags.length;
  const run = { pages: { printed: 0, reused: 0 }, sheets: { printed: 0, reused: 0 } };
  const count = (sheet: Sheet, how: 'printed' | 'reused') => {
    run.sheets[how]++;
    if (sheet.kind === 'page') run.pages[how]++;
  };
  const keyOf = (sheet: Sheet) => hashOf(shared + JSON.stringify(sheet, withoutPlace));
  const print = async (sheet: Sheet) => {
    after.set(sheet.path, { ...(await pool.run('print', sheet)), key: keyOf(sheet) });
    count(sheet, 'printed');
    progress.step(run.sheets.printed, before.size === 0 ? expected : 0);
  };
  const paths = new Set<string>();
  const printChanged = async (sheets: AsyncIterable<Sheet> | Iterable<Sheet>) => {
    async function* changed(): AsyncGenerator<Sheet> {
      for await (const sheet of sheets) {
        if (paths.has(sheet.path)) throw new Error(`two sheets would be printed at ${sheet.path}`);
        paths.add(sheet.path);
        const printed = before.get(sheet.path);
        if (printed?.key !== keyOf(sheet)) yield sheet;
        else {
          after.set(sheet.path, printed);
          count(sheet, 'reused');
        }
      }
    }
    await pool.each(changed(), print);
  };

  await printChanged(allSheets(publication, catalog, options.publicDir, pool));
  // The rules for hosts hold the policies of all pages, those just printed among them.
  const policies = new Map<string, string>();
  for (const [path, { policy }] of after)
    if (policy !== undefined) policies.set(encodePath(path.replace(/\/index\.html$/, '/')), policy);
  const rules = hostFiles({ policies, basePath, ...movesOf(catalog) });
  await printChanged(
    Object.entries(rules).map(([name, content]) => ({ kind: 'text', path: `/${name}`, content })),
  );

  const filesOf = (ledger: Ledger) => [...ledger.values()].flatMap((printed) => printed.files);
  await printChanged(
    [
      ...aliasPages(
        catalog,
        filesOf(after).map(({ path }) => path),
      ),
    ].map((page) => ({ kind: 'text', ...page })),
  );

  const files = filesOf(after);
  const wanted = new Set(files.map(({ path }) => path));
  for (const { path } of filesOf(before))
    if (!wanted.has(path)) await rm(join(siteDir, path), { force: true }).catch(unlessReplaced);
  await writeSealed(ledgerFile, after);
  return { ...run, files, bytes: sum(files), heaviest: heaviestPage(files) };
}

/** There is a folder now where the file was, or a file where its folder was. */
function unlessReplaced(error: NodeJS.ErrnoException) {
  if (error.code !== 'ERR_FS_EISDIR' && error.code !== 'ENOTDIR') throw error;
}

/** Where an author's file lies does not matter, only what is in it. */
const withoutPlace = (name: string, value: unknown) => (name === 'from' ? undefined : value);

const sum = (files: readonly PrintedFile[]) => files.reduce((all, { bytes }) => all + bytes, 0);

function heaviestPage(files: readonly PrintedFile[]): PrintRun['heaviest'] {
  let heaviest = { path: '', bytes: 0 };
  for (const { path, bytes } of files)
    if (path.endsWith('.html') && bytes > heaviest.bytes) heaviest = { path, bytes };
  return heaviest;
}
