import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildCopy } from './project-copy';

/**
 * Builds the publication with another theme: `theme.config.ts` is a file from `themes/`.
 *
 * @param name the name of the file in `themes/`, without `.ts`
 * @returns the folder of the built site
 * @throws if the build fails or warns
 */
export async function buildWithTheme(name: string, siteUrl: string): Promise<string> {
  const copyTheme = (folder: string) => copyFileSync(`themes/${name}.ts`, join(folder, 'theme.config.ts'));
  return join(await buildCopy(copyTheme, { SITE_URL: siteUrl }), 'out');
}
