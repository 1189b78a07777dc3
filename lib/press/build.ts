import { readdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { readSealed, writeSealed } from '../cache/sealed';
import { codeHash, pressCode } from '../code';
import { cliOf, run } from '../command';
import { pressDir, workDir } from '../work';

const sealFile = join(workDir, 'press.sealed');

/** A page would need the framework in the browser; the message names the component. */
export class ClientComponentError extends Error {
  override name = 'ClientComponentError';
}

/**
 * Has Next compile `app/`, unless the code is what it was. No page is printed yet, and nothing
 * of the content goes in: an edited text needs no compiling.
 *
 * @returns a hash of the code, for the keys of what it prints
 * @throws {CommandError} where Next fails
 * @throws {ClientComponentError} where a page holds a client component
 */
export async function makePress(): Promise<{ code: string; compiled: boolean }> {
  const code = await codeHash(pressCode);
  if ((await readSealed(sealFile)) === code) return { code, compiled: false };
  await rm(sealFile, { force: true });
  await run(cliOf('next', 'next'), ['build'], {
    env: { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
  });
  await refuseClientComponents();
  await writeSealed(sealFile, code);
  return { code, compiled: true };
}

/** What stands around every page of Next, and does nothing without a router. */
const nextsOwn = /^\[project\]\/node_modules\/next\/dist\/(esm\/)?(client\/components|lib)\//;

/** Next's manifests put themselves here when they are loaded. */
declare global {
  var __RSC_MANIFEST: Record<string, { clientModules: Record<string, unknown> }> | undefined;
}

async function refuseClientComponents(): Promise<void> {
  const require = createRequire(import.meta.url);
  const manifests: typeof globalThis.__RSC_MANIFEST = {};
  globalThis.__RSC_MANIFEST = manifests;
  const folder = resolve(pressDir, 'server/app');
  for (const path of await readdir(folder, { recursive: true }))
    if (path.endsWith('page_client-reference-manifest.js')) require(join(folder, path));
  const problems = Object.entries(manifests).flatMap(([route, { clientModules }]) =>
    Object.keys(clientModules)
      .filter((module) => !nextsOwn.test(module))
      .map(
        (module) =>
          `app${route}: holds the client component ${module.replace('[project]/', '')}. Pages are printed without the framework, so it would do nothing. Make it a Server Component, and put what must move into a module of lib/browser/.`,
      ),
  );
  if (problems.length > 0) throw new ClientComponentError(problems.join('\n'));
}
