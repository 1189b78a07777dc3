import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** The servers for a built site: `npm run serve`, and those that the build writes configuration for. */
export type ServerName = 'serve' | 'nginx' | 'caddy';

/**
 * Waits until a server responds.
 *
 * @throws if it exits instead
 */
export async function waitForServer(server: ChildProcess, url: string): Promise<void> {
  while (!(await fetch(url).catch(() => undefined))) {
    if (server.exitCode !== null) throw new Error(`The server for ${url} exited with ${server.exitCode}.`);
    await wait(100);
  }
}

/** Debian's module that serves precompressed brotli files. */
const brotli = '/usr/lib/nginx/modules/ngx_http_brotli_static_module.so';

/**
 * Starts a server with the configuration that the build wrote, filled in as described in `docs/deploy/`.
 *
 * @param outDir the built site
 */
export function startServer(name: ServerName, outDir: string, port: number): ChildProcess {
  const options: SpawnOptions = { stdio: ['ignore', 'ignore', 'inherit'] };
  if (name === 'serve')
    return spawn(process.execPath, ['scripts/run.js', 'serve'], {
      ...options,
      env: { ...process.env, PORT: String(port), OUT_DIR: outDir },
    });
  const folder = mkdtempSync(join(tmpdir(), 'letterpress-server-'));
  if (name === 'caddy') {
    const config = join(folder, 'Caddyfile');
    writeFileSync(config, `{\n\tadmin off\n}\nimport ${resolve(outDir)}/Caddyfile\n`);
    return spawn('caddy', ['run', '--config', config], {
      ...options,
      // Caddy logs to standard error.
      stdio: 'ignore',
      env: {
        ...process.env,
        SITE_ADDRESS: `:${port}`,
        SITE_ROOT: resolve(outDir),
        XDG_DATA_HOME: folder,
        XDG_CONFIG_HOME: folder,
      },
    });
  }
  const site = readFileSync(join(outDir, 'nginx.conf'), 'utf8')
    .replaceAll('listen 80;', `listen ${port};`)
    .replaceAll('listen [::]:80;', `listen [::]:${port};`)
    .replace('<example.org>', 'localhost')
    .replace('<folder of the site>', resolve(outDir));
  const hasBrotli = existsSync(brotli);
  const file = join(folder, 'nginx.conf');
  writeFileSync(
    file,
    `${hasBrotli ? `load_module ${brotli};` : ''}
daemon off;
user root;
worker_processes 2;
pid ${folder}/pid;
error_log stderr error;
events { worker_connections 8192; }
http {
  include /etc/nginx/mime.types;
  access_log off;
  ${hasBrotli ? site.replace('# brotli_static on;', 'brotli_static on;') : site}
}
`,
  );
  return spawn('nginx', ['-e', 'stderr', '-p', folder, '-c', file], options);
}
