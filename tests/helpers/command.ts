import { spawn } from 'node:child_process';
import { workDir } from '../../lib/cache/paths';

export interface CommandResult {
  code: number | null;
  output: string;
}

/** Whether `scripts/run.js` has bundled the commands since this process began. */
let isBundled = false;

/**
 * Runs one of the project's commands like `npm run`, and waits for it to exit. Only the first call
 * bundles the commands, which saves minutes over hundreds of calls.
 */
export function runScript(
  name: string,
  env: Record<string, string> = {},
  args: string[] = [],
): Promise<CommandResult> {
  const command = isBundled ? [`${workDir}/commands/${name}.js`] : ['scripts/run.js', name];
  return new Promise((done, reject) => {
    const child = spawn(process.execPath, [...command, ...args], {
      env: { ...process.env, NODE_OPTIONS: '', NODE_TEST_CONTEXT: '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', reject);
    child.on('close', (code) => {
      isBundled = true;
      done({ code, output });
    });
  });
}
