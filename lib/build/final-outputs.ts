import { basePath } from '../config/site';
import { hostFiles } from '../hosts/files';
import type { Redirects } from '../hosts/redirect-file';
import type { CompressionLevel } from '../render/compress';
import type { Output } from '../render/output';
import { aliasPages, type MovedDocument } from '../text-files/alias-pages';
import { encodePath } from '../util/addresses';
import type { Manifest } from './manifest';

/** What the last outputs are made from, besides all others. */
export interface FinalOutputs {
  /** What every output depends on: the code that prints, the site's address, the layout props. */
  shared: string;
  compressionLevel: CompressionLevel;
  /** A hash of the code, and where the front page is: the last outputs must be printed by and for the same. */
  code: string;
  home: string;
  redirects: Redirects;
  moved: MovedDocument[];
}

/** The rules for hosts, which hold the policies of all pages. */
export function hostRuleOutputs(printed: Manifest, { redirects }: FinalOutputs): Output[] {
  const policies = new Map<string, string>();
  for (const [path, { policy }] of printed)
    if (policy !== undefined) policies.set(encodePath(path.replace(/\/index\.html$/, '/')), policy);
  return Object.entries(hostFiles({ policies, basePath, ...redirects })).map(([name, content]) => ({
    kind: 'text',
    path: `/${name}`,
    content,
  }));
}

/** Pages at old addresses, where nothing else is. */
export function aliasOutputs(printed: Manifest, { moved }: FinalOutputs): Output[] {
  const paths = [...printed.values()].flatMap(({ files }) => files.map(({ path }) => path));
  return [...aliasPages(moved, paths)].map((page) => ({ kind: 'text', ...page }));
}
