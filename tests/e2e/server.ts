import { type ServerName, startServer } from '../helpers/server';

/** Serves a site for the browser tests: `tsx tests/e2e/server.ts NAME FOLDER PORT`. */
const [name, outDir = '', port] = process.argv.slice(2);
const server = startServer(name as ServerName, outDir, Number(port));
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => server.kill(signal));
server.once('exit', (code) => process.exit(code ?? 0));
