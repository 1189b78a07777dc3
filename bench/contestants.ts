import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildTime } from './corpus';
import type { Command } from './measure';
import { copyPeer, copyProject } from './workspace';

/** The sites with the features of Letterpress, and those that build only posts and one list. */
export const contestantNames = [
  'letterpress',
  'astro-full',
  'next-full',
  'hugo',
  'eleventy',
  'astro',
] as const;
export type ContestantName = (typeof contestantNames)[number];

/** A contestant that is ready to build. */
export interface Contestant {
  name: ContestantName;
  version: string;
  /**
   * @param contentDir the archive's folder
   * @returns the command that builds the site
   */
  command: (contentDir: string) => Command;
  /** The built site. */
  outDir: string;
  /** What a build keeps for the next one. */
  caches: string[];
  /** Whether a build takes less time if little or nothing has changed. */
  incremental: boolean;
}

export const siteUrl = 'https://bench.example';

const caches: Record<ContestantName, string[]> = {
  letterpress: ['.letterpress', '.next', '.contentlayer'],
  'astro-full': ['.astro', 'node_modules/.astro', 'node_modules/.vite'],
  'next-full': ['.next', '.contentlayer'],
  hugo: ['resources'],
  eleventy: [],
  astro: ['.astro', 'node_modules/.astro', 'node_modules/.vite'],
};

/** The packages whose versions stand for the peers. */
const packages = {
  'astro-full': 'astro',
  'next-full': 'next',
  eleventy: '@11ty/eleventy',
  astro: 'astro',
};

/**
 * Prepares a contestant.
 *
 * @param work the benchmark's working directory
 * @returns `undefined` if it is not installed on this machine
 */
export async function prepareContestant(name: ContestantName, work: string): Promise<Contestant | undefined> {
  if (name === 'hugo' && hugoVersion() === undefined) return undefined;
  const folder = join(work, name);
  await (name === 'letterpress' ? copyProject(folder) : copyPeer(name, folder));
  // Next.js exports only into its own folder.
  const outDir = name === 'next-full' ? join(folder, 'out') : join(work, 'out', name);
  return {
    name,
    version: versionOf(name, folder),
    command: (contentDir) => ({
      ...(name === 'hugo'
        ? { file: 'hugo', args: ['--contentDir', join(contentDir, 'posts'), '--destination', outDir] }
        : { file: 'npm', args: ['run', 'build'] }),
      cwd: folder,
      env: {
        CONTENT_DIR: contentDir,
        OUT_DIR: outDir,
        SITE_URL: siteUrl,
        BUILD_TIME: buildTime,
        ASTRO_TELEMETRY_DISABLED: '1',
        NEXT_TELEMETRY_DISABLED: '1',
      },
    }),
    outDir,
    caches: caches[name].map((cache) => join(folder, cache)),
    incremental: name === 'letterpress' || name === 'astro-full' || name === 'next-full',
  };
}

function versionOf(name: ContestantName, folder: string): string {
  if (name === 'hugo') return hugoVersion() ?? '';
  const manifest = name === 'letterpress' ? folder : join(folder, 'node_modules', packages[name]);
  return (JSON.parse(readFileSync(join(manifest, 'package.json'), 'utf8')) as { version: string }).version;
}

/** The version with its distributor, such as `0.111.3+extended debian:0.111.3-1`. */
function hugoVersion(): string | undefined {
  try {
    const output = execFileSync('hugo', ['version'], { encoding: 'utf8' });
    return [/v(\d\S+)/, /VendorInfo=(\S+)/].flatMap((part) => part.exec(output)?.[1] ?? []).join(' ');
  } catch {
    return undefined;
  }
}
