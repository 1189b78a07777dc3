import { resolve } from 'node:path';
import { parseContentDate } from '../util/dates';
import { UserError } from '../util/errors';
import { isWithin } from '../util/files';

/** Settings from the environment. Documented in the README. */
export interface Settings {
  /** Absolute path of the content folder. */
  contentDir: string;
  /** Absolute path of the built site. */
  outDir: string;
  host: string;
  port: number;
  /** Build as of this time, in milliseconds since the epoch. Later posts are left out. */
  buildTime: number;
}

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
  const contentDir = resolve(env.CONTENT_DIR || 'content');
  const outDir = resolve(env.OUT_DIR || 'out');
  for (const [name, folder] of [
    ['the working directory', resolve('.')],
    ['the content', contentDir],
    ['public/', resolve('public')],
  ] as const)
    if (isWithin(folder, outDir))
      throw new SettingsError(
        `OUT_DIR: expected a separate folder, found ${outDir}, which is or contains ${name}. Every build replaces it.`,
      );
  return {
    contentDir,
    outDir,
    host: env.HOST || 'localhost',
    port,
    buildTime: env.BUILD_TIME ? readBuildTime(env.BUILD_TIME) : Date.now(),
  };
}

function readBuildTime(text: string): number {
  // Without a zone, the same text would be a different time on another machine.
  const date = parseContentDate(text);
  if (typeof date === 'string')
    throw new SettingsError(
      `BUILD_TIME: expected a date (2026-11-23) or a date-time with its zone (2026-11-23T09:00:00Z), found "${text}"`,
    );
  return Date.parse(date.iso);
}
