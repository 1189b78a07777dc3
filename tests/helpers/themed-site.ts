import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildIn, ownPublication } from './own-publication';

/**
 * Builds the publication with another theme: `theme.config.ts` is a file from `themes/`.
 *
 * @param name the name of the file in `themes/`, without `.ts`
 * @returns the folder of the built site
 * @throws if the build fails or warns
 */
export async function buildWithTheme(name: string, siteUrl: string): Promise<string> {
  const folder = await ownPublication((copy) =>
    copyFileSync(`themes/${name}.ts`, join(copy, 'theme.config.ts')),
  );
  buildIn(folder, { SITE_URL: siteUrl });
  return join(folder, 'out');
}
