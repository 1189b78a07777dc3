import { relative } from 'node:path';

/** Messages for system errors by code. `{}` is replaced by the path. */
const meanings: Record<string, string> = {
  EACCES: 'Permission denied: {}. Give access to the user who runs the command.',
  EBUSY: '{} is in use by another program. Close that program and run the command again.',
  EDQUOT: 'The disk quota is exceeded: {} cannot be written. Free some space and run the command again.',
  EFBIG: '{} exceeds the maximum file size. Raise the limit (ulimit -f).',
  EIO: 'The disk failed to read or write {}. Check the disk.',
  EISDIR: '{} is a folder; expected a file. Move or rename it.',
  ELOOP: '{} is a symbolic link to itself. Delete it.',
  EMFILE:
    'Too many open files. The last one was {}. Raise the limit (ulimit -n 4096) and run the command again.',
  ENAMETOOLONG: '{}: the name is too long for this file system. Shorten it.',
  ENFILE:
    'Too many open files on this machine. The last one was {}. Close other programs and run the command again.',
  ENOENT: '{} does not exist. If it was deleted or renamed just now, run the command again.',
  ENOSPC: 'The disk is full: {} cannot be written. Free some space and run the command again.',
  ENOTDIR: '{}: expected a folder, found a file. Move or rename it.',
  ENOTEMPTY: '{} is not empty. Another program may be writing there; run the command again.',
  EPERM: 'Not permitted: {}. Give access to the user who runs the command.',
  EROFS: '{} is on a read-only file system. Make it writable or choose another folder.',
};

/** Why a server cannot be reached, by error code. `{}` is replaced by the server. */
const networkMeanings: Record<string, string> = {
  CERT_HAS_EXPIRED: 'the certificate of {} has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate of {} is self-signed',
  EAI_AGAIN: 'the DNS lookup of {} failed temporarily',
  ECONNREFUSED: '{} refuses connections',
  ECONNRESET: '{} closed the connection',
  EHOSTUNREACH: 'there is no route to {}',
  ENETUNREACH: 'there is no network connection to {}',
  ENOTFOUND: 'there is no server named {} (DNS)',
  EPIPE: '{} closed the connection',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate of {} is for another host name',
  ETIMEDOUT: '{} does not respond',
  SELF_SIGNED_CERT_IN_CHAIN: 'the certificate of {} is signed by an untrusted authority',
  UND_ERR_CONNECT_TIMEOUT: '{} does not respond',
  UND_ERR_SOCKET: '{} closed the connection',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the certificate of {} cannot be verified',
};

/** The fields of a Node.js system error that are used here. */
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
 * The message for a system error. It names the path or server and says what to do.
 *
 * @returns `undefined` for other errors
 */
export function explainSystemError(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, path, dest, syscall } = error as SystemError;
  if (typeof code === 'string' && typeof path === 'string') {
    // Linux uses the same code for its limit on watched files as for a full disk.
    if (syscall === 'watch' && code === 'ENOSPC')
      return `Too many watched files. The last one was ${shown(path)}. Raise the limit: sysctl fs.inotify.max_user_watches=524288.`;
    const meaning = meanings[code];
    // For a copy, link or rename, the second path is the one being written.
    const written = typeof dest === 'string' && code !== 'ENOENT' ? dest : path;
    return meaning?.replace('{}', () => shown(written));
  }
  const unreachable = explainNetworkError(error);
  return (
    unreachable &&
    `Network error: ${unreachable}. Check the address and the connection, and run the command again.`
  );
}

/**
 * Why a server could not be reached, such as `store.example refuses connections`.
 *
 * @param server what to call the server if the error does not name it
 * @returns `undefined` for other errors
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
  // A host with several addresses has an error for each. `fetch` has the reason in `cause`.
  const [inner] = error instanceof AggregateError ? (error.errors as unknown[]) : [error.cause];
  return inner === undefined ? undefined : explainNetworkError(inner, server);
}

/**
 * The message for a system error in the output of a child process.
 *
 * @param output what the child process printed
 * @param command the command line of the child process
 * @returns `undefined` if the output has no known system error
 */
export function explainOutput(output: string, command: string): string | undefined {
  const [, code = '', path] =
    /\b(EDQUOT|EMFILE|ENFILE|ENOSPC|EROFS): [^\n']*(?:'([^'\n]+)')?/.exec(output) ?? [];
  return meanings[code]?.replace('{}', () => (path === undefined ? `a file of ${command}` : shown(path)));
}

/** A path relative to the working directory if it is inside, otherwise absolute. */
function shown(path: string): string {
  const within = relative('.', path);
  return within === '' || within.startsWith('..') ? path : within;
}
