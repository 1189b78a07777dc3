import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/** Finds a free port. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Finds several free ports in a row. @returns the first of them */
export async function freePorts(count: number): Promise<number> {
  for (;;) {
    const first = await freePort();
    if (first + count > 65_536) continue;
    const servers = Array.from({ length: count }, (_, at) => createServer().listen(first + at));
    const isFree = await Promise.all(
      servers.map((server) =>
        once(server, 'listening').then(
          () => true,
          () => false,
        ),
      ),
    );
    for (const server of servers) server.close();
    if (isFree.every(Boolean)) return first;
  }
}
