import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { freePort } from '../tests/helpers/free-port';
import { type ServerName, startServer, waitForServer } from '../tests/helpers/server';
import { memoryOfTree } from './memory';

/**
 * Attacks a server of a built site and reports the responses: `npx tsx bench/abuse.ts --server serve`.
 * The server must survive, use no more memory, and send nothing from outside the site.
 */
const { values } = parseArgs({
  options: {
    server: { type: 'string', default: 'serve' },
    site: { type: 'string', default: 'out' },
    requests: { type: 'string', default: '100000' },
    slow: { type: 'string', default: '2000' },
  },
});
const port = await freePort();
const server = startServer(values.server as ServerName, values.site, port);
await waitForServer(server, `http://localhost:${port}/`);
/** Text in a system file that every user can read, and in no file of a site. */
const secret = /root:x:0:0|"name": "letterpress"|PATH=/;
let leaked = 0;

const kinds = [
  [`${values.slow} connections that send one header per second`, slowClients],
  [`${values.slow} connections that request 10 MB and read nothing`, slowReaders],
  ['5,000 connections cut in the middle of a response', cutConnections],
  ['headers of 8 KB to 1 MB', hugeHeaders],
  ['invalid or multiple ranges', badRanges],
  ['path traversals, encoded in 12 ways', traversals],
  [`${Number(values.requests).toLocaleString('en')} random requests`, randomRequests],
] as const;

console.log(`| ${values.server} | responses |\n|---|---|`);
const memoryReadings = [memory()];
// The second run shows memory that is never released.
for (const isSecond of [false, true]) {
  for (const [what, work] of kinds) {
    const responses = await work();
    const isAlive = await fetch(`http://localhost:${port}/`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (!isSecond || !isAlive)
      console.log(`| ${what} | ${responses}${isAlive ? '' : ', **and no response after that**'} |`);
  }
  await wait(5000);
  memoryReadings.push(memory());
}
console.log(
  `| memory before, after all of this, and after all of it once more | ${memoryReadings.join(' MB, ')} MB |`,
);
console.log(`| responses with anything from outside the site | ${leaked} |`);
console.log(`| alive | ${server.exitCode === null ? 'yes' : 'no'} |`);
server.kill();
if (server.exitCode === null) await once(server, 'exit');

/** Sends bytes, and counts the responses by status. */
function exchange(bytes: string | Buffer, cutAfter = Number.POSITIVE_INFINITY): Promise<string> {
  return new Promise((done) => {
    let response = '';
    const socket = connect(port, 'localhost', () => socket.write(bytes));
    socket.setTimeout(20_000, () => socket.destroy());
    socket.on('data', (chunk) => {
      response += chunk.toString('latin1');
      if (response.length >= cutAfter) socket.destroy();
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      if (secret.test(response)) leaked++;
      done(/^HTTP\/1\.[01] (\d+)/.exec(response)?.[1] ?? 'closed');
    });
  });
}

/** Sends many inputs, 100 at a time, and summarizes the responses. */
async function tally(
  count: number,
  request: (at: number) => string | Buffer,
  cutAfter?: number,
): Promise<string> {
  const counts = new Map<string, number>();
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const status = await exchange(request(next++), cutAfter);
      counts.set(status, (counts.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: 100 }, worker));
  return [...counts]
    .sort()
    .map(([status, times]) => `${status}: ${times.toLocaleString('en')}`)
    .join(', ');
}

function get(path: string, ...headers: string[]): string {
  return `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${headers.map((line) => `${line}\r\n`).join('')}\r\n`;
}

/** Opens connections that never finish a request, and sends other requests meanwhile. */
async function slowClients(): Promise<string> {
  const sockets: Socket[] = [];
  for (let at = 0; at < Number(values.slow); at++) {
    const socket = connect(port, 'localhost', () => socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n'));
    socket.on('error', () => {});
    sockets.push(socket);
  }
  const timer = setInterval(() => {
    for (const [at, socket] of sockets.entries()) if (socket.writable) socket.write(`X-Slow: ${at}\r\n`);
  }, 1000);
  await wait(5000);
  const started = performance.now();
  const others = await tally(200, () => get('/'));
  const took = (performance.now() - started) / 200;
  await wait(60_000);
  clearInterval(timer);
  const closed = sockets.filter((socket) => socket.destroyed || socket.readableEnded).length;
  for (const socket of sockets) socket.destroy();
  return `other requests meanwhile: ${others}, ${took.toFixed(1)} ms each; ${closed} slow connections closed within 65 s`;
}

function cutConnections(): Promise<string> {
  return tally(5000, () => get('/llms-full.txt'), 1);
}

/** Requests large files without reading them. */
async function slowReaders(): Promise<string> {
  const sockets: Socket[] = [];
  for (let at = 0; at < Number(values.slow); at++) {
    // More than the buffers of a connection hold.
    const socket = connect(port, 'localhost', () =>
      socket.write(`GET /llms-full.txt HTTP/1.1\r\nHost: localhost\r\n\r\n`.repeat(50)),
    );
    socket.on('error', () => {});
    socket.pause();
    sockets.push(socket);
  }
  await wait(5000);
  const others = await tally(200, () => get('/'));
  const started = performance.now();
  const seconds = () => Math.round((performance.now() - started) / 1000);
  while (openConnections() > 0 && seconds() < 150) await wait(1000);
  const open = openConnections();
  const most = memory();
  for (const socket of sockets) socket.destroy();
  return `other requests meanwhile: ${others}; ${open} still open after ${seconds()} s; ${most} MB`;
}

/** Counted on the server: a client that does not read does not notice that its connection is closed. */
function openConnections(): number {
  const { stdout } = spawnSync('ss', ['-Htn', 'state', 'established', `sport = :${port}`], {
    encoding: 'utf8',
  });
  return stdout.split('\n').length - 1;
}

function hugeHeaders(): Promise<string> {
  return tally(400, (at) => get('/', `X-Huge: ${'x'.repeat(8192 * 2 ** (at % 8))}`));
}

function badRanges(): Promise<string> {
  return tally(2000, (at) =>
    get(
      '/favicon.ico',
      `Range: ${['bytes=-', 'bytes=9-1', 'bytes=99999999999999999999-', 'bytes=0-0,1-1', 'lines=1-2', `bytes=${'0-1,'.repeat(500)}2-3`, 'bytes=-0', 'bytes=a-b'][at % 8]}`,
    ),
  );
}

function traversals(): Promise<string> {
  const ups = [
    '../',
    '..%2f',
    '%2e%2e/',
    '%2e%2e%2f',
    '..%5c',
    '..%c0%af',
    '%252e%252e%252f',
    '....//',
    '..;/',
    '.%00./',
    '..\\',
    '/..//../',
  ];
  const wanted = ['etc/passwd', 'package.json', 'proc/self/environ', '.env'];
  const starts = ['', 'posts/', 'assets/'];
  const most = 12;
  return tally(ups.length * wanted.length * starts.length * most, (at) => {
    const draw = (count: number) => {
      const drawn = at % count;
      at = Math.floor(at / count);
      return drawn;
    };
    const [up, file, start] = [
      ups[draw(ups.length)],
      wanted[draw(wanted.length)],
      starts[draw(starts.length)],
    ];
    return get(`/${start}${up?.repeat(1 + draw(most))}${file}`);
  });
}

/** Random requests: methods, URLs, versions, headers, or plain garbage. */
function randomRequests(): Promise<string> {
  let seed = 1;
  const draw = (below: number) => {
    // The generator from Numerical Recipes, so that each run sends the same requests.
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const bytes = (count: number) => Buffer.from(Array.from({ length: count }, () => draw(256)));
  const text = (count: number) =>
    Array.from({ length: count }, () => String.fromCharCode(33 + draw(94))).join('');
  return tally(Number(values.requests), () => {
    switch (draw(6)) {
      case 0:
        // Complete requests. The server waits for the rest of an incomplete one, as it does for slow clients.
        return Buffer.concat([bytes(1 + draw(200)), Buffer.from('\r\n\r\n')]);
      case 1:
        return `${text(1 + draw(8))} /${text(draw(60))} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`;
      case 2:
        return get(`/${text(draw(200))}`);
      case 3:
        return get(
          ['/', '/posts/', '/feed.xml', '/404.html', '/posts/linear-memory'][draw(5)] ?? '/',
          `${text(5).replace(/:/g, '')}: ${text(draw(80))}`,
        );
      case 4:
        return get(
          '/feed.xml',
          `Range: bytes=${draw(100_000)}-${draw(100_000)}`,
          `If-None-Match: ${text(20)}`,
        );
      default:
        return get(`/%${text(2)}%${text(2)}/${text(draw(20))}?${text(draw(20))}`);
    }
  });
}

/** The memory of the server and its child processes, in MB. */
function memory(): number {
  return Math.round(memoryOfTree(server.pid ?? 0) / 1e6);
}
