import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { workDir } from '../lib/cache/paths';
import { main } from '../lib/cli/main';
import { openPrompt } from '../lib/cli/prompt';
import { readSettings } from '../lib/config/env';
import { applyUpgrade, type Change, type FileChange, planUpgrade } from '../lib/upgrade';
import { findBase } from '../lib/upgrade/base';
import { requireCleanRepository } from '../lib/upgrade/git';
import { openSource } from '../lib/upgrade/source';
import { count } from '../lib/util/count';
import { UserError } from '../lib/util/errors';

/** The changes that the summary lists file by file, and how it names them. */
const listed: Partial<Record<Change, string>> = {
  merged: 'Merged with your changes',
  kept: 'Kept as you have them',
  deleted: 'Deleted',
  conflict: 'Conflicts',
};

await main(
  {
    forms: ['upgrade -- SOURCE'],
    summary:
      'Upgrades this repository to another version of Letterpress. SOURCE is the URL of a git repository (with #v0.2.0 for a tag, branch or commit other than the newest tag), a folder, or an archive. Your content, configuration, theme and public files are not touched. Changes that you have made to other files are merged. Then the command installs the packages, checks and builds the site, and reports what has changed in it.',
    options: {
      'dry-run': { type: 'boolean', help: 'Print what would change, and change nothing' },
      from: {
        type: 'string',
        value: 'SOURCE',
        help: 'The version that you started from, if there is no engine.json',
      },
      yes: { type: 'boolean', help: 'Do not ask before changing files' },
    },
    takesArguments: true,
    environment: ['SITE_URL', 'BASE_PATH', 'BUILD_TIME'],
    example: 'npm run upgrade -- ../letterpress-0.2.0.tar.gz --dry-run',
  },
  async ({ values, positionals: [place, ...others] }) => {
    if (place === undefined || others.length > 0)
      throw new UserError('Expected one SOURCE: the address of a git repository, a folder, or an archive');
    if (process.env.PUBLICATION_DIR)
      throw new UserError(
        'npm run upgrade changes this folder. Unset PUBLICATION_DIR and CONTENT_DIR first.',
      );
    requireCleanRepository('.', { isDryRun: values['dry-run'] });
    const source = openSource(place);
    try {
      if (resolve(source.folder) === resolve('.'))
        throw new UserError('SOURCE is this folder. Expected another version');
      const base = findBase('.', source, values.from);
      const changes = planUpgrade('.', base, source);
      console.log(`From ${base.from} to ${source.label}: ${summaryOf(changes)}`);
      if (changes.length === 0 || values['dry-run']) return;
      if (!values.yes && !(await isConfirmed()))
        throw new UserError('Nothing has changed. To upgrade, run the command again with --yes');
      // The same moment for both builds, so that they have the same posts.
      process.env.BUILD_TIME ||= new Date().toISOString();
      const before = `${workDir}/upgrade/before`;
      rmSync(before, { recursive: true, force: true });
      const { outDir } = readSettings();
      const after = relative('.', outDir);
      const isComparable = run('build', { OUT_DIR: before }, 'Building with the old version');
      applyUpgrade('.', changes, source);
      const steps = ['check', 'build', `compare -- ${before} ${after}`];
      const conflicts = changes.filter(({ change }) => change === 'conflict');
      if (conflicts.length > 0)
        throw new UserError(
          `${count(conflicts.length, 'file')} with conflicts: edit the places between <<<<<<< and >>>>>>>. Then run:\n${[installCommand(), ...steps.map((step) => `npm run ${step}`)].join('\n')}`,
        );
      if (changes.some(({ path }) => path === 'package.json' || path === 'package-lock.json')) install();
      if (!run('check', {}, 'Checking') || !run('build', {}, 'Building with the new version'))
        throw new UserError(
          `The files are upgraded, but the site is not built yet. Fix the errors above, then run npm run build. To undo the upgrade: git checkout . && git clean -d --force && ${installCommand()}`,
        );
      if (isComparable) {
        console.log('\nWhat is different in the site:\n');
        run('compare', {}, '', [before, outDir]);
      }
      console.log(
        `\nUpgraded to ${source.label}. Read CHANGELOG.md, look at the site (npm run serve), and commit.`,
      );
    } finally {
      source.close();
    }
  },
);

function summaryOf(changes: readonly FileChange[]): string {
  if (changes.length === 0) return 'nothing to change.';
  const number = (change: Change) => changes.filter((file) => file.change === change).length;
  const parts = (['added', 'updated', 'deleted', 'merged', 'kept', 'conflict'] as const)
    .filter((change) => number(change) > 0)
    .map((change) => `${number(change)} ${change === 'conflict' ? 'with conflicts' : change}`);
  const lists = Object.entries(listed).flatMap(([change, title]) => {
    const files = changes.filter((file) => file.change === change);
    return files.length === 0
      ? []
      : ['', `${title}:`, ...files.map(({ path, note }) => `  ${path}${note ? ` (${note})` : ''}`)];
  });
  return [`${count(changes.length, 'file')}: ${parts.join(', ')}.`, ...lists].join('\n');
}

async function isConfirmed(): Promise<boolean> {
  const prompt = openPrompt();
  const isYes = await prompt?.confirm('\nUpgrade?');
  prompt?.close();
  return isYes === true;
}

/** Runs a command with the code that is in the folder now. @returns whether it succeeded */
function run(command: string, env: Record<string, string>, title: string, args: string[] = []): boolean {
  if (title) console.log(`\n${title}`);
  const { status } = spawnSync(process.execPath, ['scripts/run.js', command, ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return status === 0;
}

/** The command of the package manager whose lock file is here. */
function installCommand(): string {
  if (existsSync('pnpm-lock.yaml')) return 'pnpm install';
  if (existsSync('bun.lock') || existsSync('bun.lockb')) return 'bun install';
  return existsSync('yarn.lock') ? 'yarn install' : 'npm install';
}

function install(): void {
  const [program = '', ...args] = installCommand().split(' ');
  console.log(`\n${installCommand()}`);
  const { status } = spawnSync(program, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0)
    throw new UserError(
      `The packages could not be installed. Run ${installCommand()} again, then npm run build`,
    );
}
