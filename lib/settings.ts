import { resolve } from 'node:path';

/** What the environment says about one run of a command. Documented in the README. */
export interface Settings {
  /** Absolute path of the publication's files. */
  contentDir: string;
  /** Absolute path of the printed site. */
  outDir: string;
  host: string;
  port: number;
  /** What counts as now for scheduled posts, in milliseconds since the epoch. */
  buildTime: number;
  /** Whether drafts and scheduled posts are shown, as `npm run dev` does. */
  preview: boolean;
}

/** The environment cannot be used; the message names the variable and says what to write. */
export class SettingsError extends Error {
  override name = 'SettingsError';
}

/**
 * Reads the settings from the environment.
 *
 * @throws {SettingsError} for a `PORT` or `BUILD_TIME` that cannot be read
 */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const port = Number(env.PORT || 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new SettingsError(`PORT: expected a number from 0 to 65535, found "${env.PORT}"`);
  const buildTime = env.BUILD_TIME ? Date.parse(env.BUILD_TIME) : Date.now();
  if (Number.isNaN(buildTime))
    throw new SettingsError(
      `BUILD_TIME: expected a date-time such as 2026-11-23T09:00:00Z, found "${env.BUILD_TIME}"`,
    );
  return {
    contentDir: resolve(env.CONTENT_DIR || 'content'),
    outDir: resolve(env.OUT_DIR || 'out'),
    host: env.HOST || 'localhost',
    port,
    buildTime,
    preview: env.LETTERPRESS_PREVIEW === '1',
  };
}
