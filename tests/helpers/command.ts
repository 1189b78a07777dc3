import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

export interface Ran {
  code: number | null;
  output: string;
}

/** Runs one of the project's commands as `npm run` would, and waits for its end. */
export function runScript(name: string, env: Record<string, string> = {}, args: string[] = []): Promise<Ran> {
  return new Promise((done, reject) => {
    const child = spawn(process.execPath, [resolve('scripts/run.js'), name, ...args], {
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
    child.on('close', (code) => done({ code, output }));
  });
}
