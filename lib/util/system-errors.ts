import { relative } from 'node:path';

/** What a system error means for whoever runs a command, by its code; `{}` stands for the path. */
const meanings: Record<string, string> = {
  EACCES: 'Permission denied: {}. Give the user who runs the command access to it.',
  EBUSY: '{} is in use by another program. Close that, and run the command again.',
  EDQUOT: 'The disk quota is used up: {} cannot be written. Free some space, and run the command again.',
  EFBIG: '{} is larger than this system allows a file to be. Raise the limit (ulimit -f).',
  EIO: 'The disk failed to read or write {}. Check the disk.',
  EISDIR: '{} is a folder; expected a file. Move it away.',
  ELOOP: '{} is a link that leads back to itself. Delete it.',
  EMFILE:
    'Too many open files, the last one {}. Raise the limit (ulimit -n 4096), and run the command again.',
  ENAMETOOLONG: '{}: the name is too long for this file system. Shorten it.',
  ENFILE:
    'Too many open files on this machine, the last one {}. Close other programs, and run the command again.',
  ENOENT: '{} is not there. If it was deleted or renamed just now, run the command again.',
  ENOSPC: 'The disk is full: {} cannot be written. Free some space, and run the command again.',
  ENOTDIR: '{}: expected a folder, found a file. Move it away.',
  ENOTEMPTY: '{} is not empty. Another program may be writing there; run the command again.',
  EPERM: 'Not permitted: {}. Give the user who runs the command access to it.',
  EROFS: '{} is on a read-only file system. Make it writable, or choose another folder.',
};

/** What keeps a server from being reached, by the code of the error; `{}` stands for the server. */
const networkMeanings: Record<string, string> = {
  CERT_HAS_EXPIRED: 'the certificate of {} has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate of {} is signed by itself',
  EAI_AGAIN: 'the name {} cannot be looked up now (DNS)',
  ECONNREFUSED: '{} refuses connections',
  ECONNRESET: '{} broke off the connection',
  EHOSTUNREACH: 'there is no way to {}',
  ENETUNREACH: 'there is no network to reach {}',
  ENOTFOUND: 'there is no server called {} (DNS)',
  EPIPE: '{} broke off the connection',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate of {} is for another name',
  ETIMEDOUT: '{} does not answer',
  SELF_SIGNED_CERT_IN_CHAIN: 'the certificate of {} is signed by an authority that is not trusted here',
  UND_ERR_CONNECT_TIMEOUT: '{} does not answer',
  UND_ERR_SOCKET: '{} broke off the connection',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the certificate of {} cannot be verified',
};

/** What Node adds to an error of the system, as far as it is used here. */
interface SystemError extends Error {
  code?: unknown;
  path?: unknown;
  dest?: unknown;
  syscall?: unknown;
  hostname?: unknown;
  address?: unknown;
  port?: unknown;
}

/**
 * A system error as one sentence that names the path or the server and says what to do.
 *
 * @returns `undefined` for any other error
 */
export function explainSystemError(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, path, dest, syscall } = error as SystemError;
  if (typeof code === 'string' && typeof path === 'string') {
    // A limit of Linux on watched files goes by the same name as a full disk.
    if (syscall === 'watch' && code === 'ENOSPC')
      return `Too many watched files, the last one ${shown(path)}. Raise the limit: sysctl fs.inotify.max_user_watches=524288.`;
    const meaning = meanings[code];
    // Of a copy, a link or a renaming, it is the second path that is written.
    const written = typeof dest === 'string' && code !== 'ENOENT' ? dest : path;
    return meaning?.replace('{}', () => shown(written));
  }
  const unreachable = explainNetworkError(error);
  return (
    unreachable &&
    `The network: ${unreachable}. Check the address and the connection, and run the command again.`
  );
}

/**
 * Why a server could not be reached, such as `store.example refuses connections`.
 *
 * @param server what to call it where the error does not say
 * @returns `undefined` for any other error
 */
export function explainNetworkError(error: unknown, server = 'the server'): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, hostname, address, port } = error as SystemError;
  const meaning = typeof code === 'string' ? networkMeanings[code] : undefined;
  if (meaning !== undefined) {
    const named = [hostname, address].find((name) => typeof name === 'string');
    return meaning.replace('{}', () =>
      named === undefined ? server : `${named}${typeof port === 'number' ? `:${port}` : ''}`,
    );
  }
  // Of a name with several addresses, each has its own error; `fetch` tells the reason as the cause.
  const [inner] = error instanceof AggregateError ? (error.errors as unknown[]) : [error.cause];
  return inner === undefined ? undefined : explainNetworkError(inner, server);
}

/**
 * The same of a program that a command relies on, as far as its output tells.
 *
 * @param command what the program was doing
 */
export function explainOutput(output: string, command: string): string | undefined {
  const [, code = '', path] =
    /\b(EDQUOT|EMFILE|ENFILE|ENOSPC|EROFS): [^\n']*(?:'([^'\n]+)')?/.exec(output) ?? [];
  return meanings[code]?.replace('{}', () => (path === undefined ? `a file of ${command}` : shown(path)));
}

/** A path as an author knows it: from the working directory, where it is below that. */
function shown(path: string): string {
  const within = relative('.', path);
  return within === '' || within.startsWith('..') ? path : within;
}
