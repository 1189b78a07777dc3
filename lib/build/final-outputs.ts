import { basePath } from '../config/site';
import { hostFiles } from '../hosts/files';
import type { Redirects } from '../hosts/redirect-file';
import type { CompressionLevel } from '../render/compress';
import type { Output } from '../render/output';
import { aliasPages, type MovedDocument } from '../text-files/alias-pages';
import { encodePath, previewFolder } from '../util/addresses';
import type { Manifest } from './manifest';

/** The input of the final outputs, which are made after all others. */
export interface FinalOutputs {
  /** A hash of what every output depends on: the rendering code, the site's address, the layout props. */
  shared: string;
  compressionLevel: CompressionLevel;
  /** A hash of the code. A merge must render the final outputs with the same code. */
  code: string;
  /** The absolute URL of the front page. A merge must use the same one. */
  home: string;
  redirects: Redirects;
  moved: MovedDocument[];
}

/** The configuration files for hosts. They include the Content-Security-Policy of every page. */
export function hostRuleOutputs(written: Manifest, { redirects }: FinalOutputs): Output[] {
  const policies = new Map<string, string>();
  const previewPolicies = new Set<string>();
  for (const [path, { policy }] of written)
    if (policy === undefined) continue;
    // Some hosts serve these files, which must not have the addresses of drafts.
    else if (path.startsWith(previewFolder)) previewPolicies.add(policy);
    else policies.set(encodePath(path.replace(/\/index\.html$/, '/')), policy);
  return Object.entries(hostFiles({ policies, previewPolicies, basePath, ...redirects })).map(
    ([name, content]) => ({
      kind: 'text',
      path: `/${name}`,
      content,
    }),
  );
}

/** Redirect pages at old addresses, except where the site has another file. */
export function aliasOutputs(written: Manifest, { moved }: FinalOutputs): Output[] {
  const paths = [...written.values()].flatMap(({ files }) => files.map(({ path }) => path));
  return [...aliasPages(moved, paths)].map((page) => ({ kind: 'text', ...page }));
}
