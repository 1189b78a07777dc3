import { join, resolve } from 'node:path';
import { parseContentDate } from '../util/dates';
import { UserError } from '../util/errors';
import { isWithin } from '../util/files';
import { site } from './site';

/** Settings from the environment. Documented in the README. */
export interface Settings {
  /** Absolute path of the publication's folder, with `site.config.ts`. */
  publicationDir: string;
  /** The folder whose files are published as they are, relative to the working directory if it is in the project. */
  publicDir: string;
  /** Absolute path of the content folder. */
  contentDir: string;
  /** Absolute path of the built site. */
  outDir: string;
  host: string;
  port: number;
  /** Build as of this time, in milliseconds since the epoch. Later posts are left out. */
  buildTime: number;
}

/** Whether the content has a configuration of its own, and does not share one with other content (`CONTENT_DIR`). */
export const hasOwnConfig = ({ contentDir, publicationDir }: Settings): boolean =>
  contentDir === join(publicationDir, 'content');

/** An environment variable is invalid. The message names it and says what is expected. */
export class SettingsError extends UserError {
  override name = 'SettingsError';
}

/**
 * Reads the settings from the environment.
 *
 * @throws {SettingsError} for an invalid `PORT`, `BUILD_TIME` or `OUT_DIR`
 */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const port = Number(env.PORT || 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new SettingsError(`PORT: expected a number from 0 to 65535, found "${env.PORT}"`);
  const publicationDir = resolve(env.PUBLICATION_DIR || '.');
  const publicDir = join(env.PUBLICATION_DIR || '', 'public');
  const contentDir = resolve(env.CONTENT_DIR || join(publicationDir, 'content'));
  const outDir = resolve(env.OUT_DIR || join(publicationDir, 'out'));
  for (const [name, folder] of [
    ['the working directory', resolve('.')],
    ['the publication', publicationDir],
    ['the content', contentDir],
    ['public/', resolve(publicDir)],
  ] as const)
    if (isWithin(folder, outDir))
      throw new SettingsError(
        `OUT_DIR: expected a separate folder, found ${outDir}, which is or contains ${name}. Every build replaces it.`,
      );
  return {
    publicationDir,
    publicDir,
    contentDir,
    outDir,
    host: env.HOST || 'localhost',
    port,
    buildTime: env.BUILD_TIME ? readBuildTime(env.BUILD_TIME) : Date.now(),
  };
}

function readBuildTime(text: string): number {
  // Without a zone, the same text would be a different time on another machine. That of the machine is not used.
  const date = parseContentDate(text, site.timeZone);
  if (typeof date === 'string')
    throw new SettingsError(
      `BUILD_TIME: expected a date (2026-11-23) or a date-time with its zone (2026-11-23T09:00:00Z), found "${text}"`,
    );
  return Date.parse(date.iso);
}
