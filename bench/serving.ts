import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { freePort } from '../tests/helpers/free-port';
import { startServer, waitForServer } from '../tests/helpers/server';
import { memoryOfTree } from './memory';

/**
 * Measures requests per second for a built site, compared with nginx with a minimal configuration:
 * `npx tsx bench/serving.ts`. Requires `wrk` and nginx (Debian has both).
 */
const { values } = parseArgs({
  options: {
    site: { type: 'string', default: 'out' },
    path: { type: 'string', default: '/' },
    connections: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '10' },
  },
});

const servers: [name: string, start: (port: number) => ReturnType<typeof startServer>][] = [
  ['nginx, plain', plainNginx],
  ...(['nginx', 'caddy', 'serve'] as const).map((name): (typeof servers)[number] => [
    name === 'serve' ? 'npm run serve' : `${name}, as the build writes it`,
    (port) => startServer(name, values.site, port),
  ]),
];

console.log(
  `| ${values.connections} connections, ${values.path} | requests per second | relative to plain nginx | 99 % within | memory |`,
);
console.log('|---|---:|---:|---:|---:|');
let plain = 0;
for (const [name, start] of servers) {
  const port = await freePort();
  const server = start(port);
  const url = `http://localhost:${port}${values.path}`;
  await waitForServer(server, url);
  const { stdout } = spawnSync(
    'wrk',
    [
      '-t2',
      `-c${values.connections}`,
      `-d${values.seconds}s`,
      '--latency',
      '-H',
      'Accept-Encoding: gzip',
      url,
    ],
    { encoding: 'utf8' },
  );
  const rate = Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]);
  const latency = /99%\s+(\S+)/.exec(stdout)?.[1] ?? '?';
  plain ||= rate;
  const failed = /Non-2xx or 3xx responses: (\d+)/.exec(stdout)?.[1];
  console.log(
    `| ${name} | ${rate.toFixed(0)} | ${(rate / plain).toFixed(2)} | ${latency} | ${Math.round(memoryOfTree(server.pid ?? 0) / 1e6)} MB |${failed ? ` ${failed} responses were errors` : ''}`,
  );
  server.kill();
  if (server.exitCode === null) await once(server, 'exit');
}

function plainNginx(port: number) {
  const folder = mkdtempSync(join(tmpdir(), 'letterpress-nginx-'));
  const file = join(folder, 'nginx.conf');
  writeFileSync(
    file,
    `daemon off; user root; worker_processes 2; pid ${folder}/pid; error_log stderr error;
events { worker_connections 8192; }
http { include /etc/nginx/mime.types; access_log off; server { listen ${port}; root ${resolve(values.site)}; gzip_static on; } }
`,
  );
  return spawn('nginx', ['-e', 'stderr', '-p', folder, '-c', file], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
