import { basePath } from '../config/site';
import { hostFiles } from '../hosts/files';
import type { Moves } from '../hosts/redirect-file';
import type { Effort } from '../render/compress';
import type { Sheet } from '../render/output';
import { aliasPages, type MovedDocument } from '../text-files/alias-pages';
import { encodePath } from '../util/addresses';
import type { Ledger } from './manifest';

/** What the last sheets are made from, besides all others. */
export interface SheetsAtLast {
  /** What every sheet depends on: the code that prints, the site's address, the frame. */
  shared: string;
  effort: Effort;
  /** A hash of the code, and where the front page is: the last sheets must be printed by and for the same. */
  code: string;
  home: string;
  moves: Moves;
  moved: MovedDocument[];
}

/** The rules for hosts, which hold the policies of all pages. */
export function ruleSheets(printed: Ledger, { moves }: SheetsAtLast): Sheet[] {
  const policies = new Map<string, string>();
  for (const [path, { policy }] of printed)
    if (policy !== undefined) policies.set(encodePath(path.replace(/\/index\.html$/, '/')), policy);
  return Object.entries(hostFiles({ policies, basePath, ...moves })).map(([name, content]) => ({
    kind: 'text',
    path: `/${name}`,
    content,
  }));
}

/** Pages at old addresses, where nothing else is. */
export function aliasSheets(printed: Ledger, { moved }: SheetsAtLast): Sheet[] {
  const paths = [...printed.values()].flatMap(({ files }) => files.map(({ path }) => path));
  return [...aliasPages(moved, paths)].map((page) => ({ kind: 'text', ...page }));
}
