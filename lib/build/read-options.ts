import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { codeHash, imageCodeHash, readerCode } from '../cache/code-hash';
import { hasOwnConfig, readSettings } from '../config/env';
import { site } from '../config/site';
import type { ReadOptions } from '../content/publication';
import { earlierVersions } from '../history/versions';
import { extensionDirectives } from '../markdown/loaded-directives';
import { UserError } from '../util/errors';
import { hashOf } from '../util/hash';

/** Computed once, because a process runs the code that it has loaded. */
let hashes: Promise<[reader: string, image: string]> | undefined;

/**
 * What reading the publication depends on, apart from what a command does with it.
 *
 * @throws {UserError} if the content folder does not exist
 */
export async function readOptions(): Promise<
  Omit<ReadOptions, 'preview' | 'verify' | 'readElsewhere' | 'onProgress'>
> {
  const settings = readSettings();
  const { publicationDir, contentDir, publicDir, buildTime } = settings;
  const folder = await stat(contentDir).catch(() => undefined);
  if (!folder?.isDirectory())
    throw new UserError(
      `CONTENT_DIR: expected a folder of content, such as content/; there is no folder at ${contentDir}`,
    );
  hashes ??= Promise.all([codeHash(readerCode), imageCodeHash()]);
  const [code, imageCode] = await hashes;
  return {
    contentDir,
    publicDir,
    configFile: hasOwnConfig(settings) ? join(publicationDir, 'site.config.ts') : undefined,
    settings: {
      language: site.language,
      timeZone: site.timeZone,
      altTextSince: site.altTextSince,
      markdown: site.markdown,
      configHash: Object.keys(extensionDirectives).length > 0 ? hashOf(JSON.stringify(site)) : undefined,
    },
    buildTime,
    foldersInPaths: site.foldersInPaths,
    code,
    imageCode,
    findVersions: site.history ? (entries) => earlierVersions(contentDir, entries, site.timeZone) : undefined,
  };
}
