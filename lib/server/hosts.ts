import { hostname, networkInterfaces } from 'node:os';

/** Listening on one of these means listening on every address of the machine. */
const anyAddress = ['0.0.0.0', '::'];

/**
 * Whether a request uses one of the preview's own host names. Other names may be an attack by DNS
 * rebinding, which must not get access to drafts.
 *
 * @param header the request's `Host` header
 * @param host the host that the preview listens on, from `HOST`
 */
export function isOwnHost(header: string | undefined, host: string): boolean {
  if (!header || !/^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d+)?$/i.test(header)) return false;
  if (!URL.canParse(`http://${header}`)) return false;
  const name = new URL(`http://${header}`).hostname.replace(/^\[|\]$/g, '').toLowerCase();
  return name === 'localhost' || name.endsWith('.localhost') || ownNames(host).includes(name);
}

function ownNames(host: string): string[] {
  const loopback = ['127.0.0.1', '::1'];
  if (!anyAddress.includes(host)) return [...loopback, host.toLowerCase()];
  const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  const name = hostname().toLowerCase();
  return [...loopback, name, `${name}.local`, ...addresses.map(({ address }) => address)];
}
