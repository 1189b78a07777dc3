import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildTime, type Corpus, makePost } from './corpus';
import type { Command } from './measure';
import { copyPeer, copyProject } from './workspace';

export const contestantNames = ['letterpress', 'hugo', 'eleventy', 'astro'] as const;
export type ContestantName = (typeof contestantNames)[number];

/** A measured build, and its preparation. */
export interface Step {
  contestant: ContestantName;
  name: string;
  /** Not measured. */
  prepare: () => void;
  command: Command;
  /** The output folder. */
  outDir: string;
  /** The number of posts that must have a page afterwards. */
  posts: number;
}

/** A contestant that is ready to build. */
export interface Contestant {
  name: ContestantName;
  version: string;
  /**
   * @param contentDir the archive's folder
   * @returns its builds, in order of their dependencies
   */
  steps: (contentDir: string, corpus: Corpus) => Step[];
}

export const siteUrl = 'https://bench.example';

/**
 * Prepares a contestant.
 *
 * @param work the benchmark's working directory
 * @returns `undefined` if it is not installed on this machine
 */
export async function prepareContestant(name: ContestantName, work: string): Promise<Contestant | undefined> {
  const folder = join(work, name);
  const outDir = join(work, 'out', name);
  if (name === 'letterpress') {
    await copyProject(folder);
    return letterpress(folder, outDir);
  }
  const version = name === 'hugo' ? hugoVersion() : undefined;
  if (name === 'hugo' && version === undefined) return undefined;
  await copyPeer(name, folder);
  return peer(name, version ?? installedVersion(folder, name), folder, outDir);
}

function letterpress(folder: string, outDir: string): Contestant {
  return {
    name: 'letterpress',
    version: (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version,
    steps: (contentDir, corpus) => {
      const command: Command = {
        file: 'npm',
        args: ['run', 'build'],
        cwd: folder,
        env: { CONTENT_DIR: contentDir, OUT_DIR: outDir, SITE_URL: siteUrl, BUILD_TIME: buildTime },
      };
      const write = (index: number, edited: boolean) => {
        const { slug, source } = makePost(corpus, index, edited);
        writeFileSync(join(contentDir, 'posts', `${slug}.md`), source);
      };
      const middle = Math.floor(corpus.posts / 2);
      const prepared: [string, () => void][] = [
        ['cold', () => deleteOutput(folder, outDir, ['.letterpress', '.next', '.contentlayer'])],
        ['unchanged', () => {}],
        ['one edit', () => write(middle, true)],
        ['one new post', () => write(corpus.posts, false)],
      ];
      return prepared.map(([name, prepare]) => ({
        contestant: 'letterpress',
        name,
        prepare,
        command,
        outDir,
        posts: corpus.posts + Number(name === 'one new post'),
      }));
    },
  };
}

function peer(
  name: 'hugo' | 'eleventy' | 'astro',
  version: string,
  folder: string,
  outDir: string,
): Contestant {
  return {
    name,
    version,
    steps: (contentDir, { posts }) => [
      {
        contestant: name,
        name: 'full',
        prepare: () =>
          deleteOutput(folder, outDir, ['.astro', 'node_modules/.astro', 'node_modules/.vite', 'resources']),
        command: {
          ...(name === 'hugo'
            ? { file: 'hugo', args: ['--contentDir', join(contentDir, 'posts'), '--destination', outDir] }
            : { file: 'npm', args: ['run', 'build'] }),
          cwd: folder,
          env: { CONTENT_DIR: contentDir, OUT_DIR: outDir, ASTRO_TELEMETRY_DISABLED: '1' },
        },
        outDir,
        posts,
      },
    ],
  };
}

/** Deletes the built site and the caches. */
function deleteOutput(folder: string, outDir: string, caches: string[]): void {
  for (const path of [outDir, ...caches.map((cache) => join(folder, cache))])
    rmSync(path, { recursive: true, force: true });
}

function hugoVersion(): string | undefined {
  try {
    return /v([\d.]+)/.exec(execFileSync('hugo', ['version'], { encoding: 'utf8' }))?.[1];
  } catch {
    return undefined;
  }
}

function installedVersion(folder: string, name: 'hugo' | 'eleventy' | 'astro'): string {
  const manifest = ['@11ty/', '']
    .map((scope) => join(folder, 'node_modules', scope + name, 'package.json'))
    .find((file) => existsSync(file));
  if (manifest === undefined) throw new Error(`${name} is not installed in ${folder}`);
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}
