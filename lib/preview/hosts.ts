import { hostname, networkInterfaces } from 'node:os';

/** Listening there means listening on every address of the machine. */
const anyAddress = ['0.0.0.0', '::'];

/**
 * Whether a request is for the preview by a name of its own. Anything else may be a foreign page
 * whose name was made to lead here (DNS rebinding), and drafts are not for it.
 *
 * @param header the request's `Host`
 * @param host where the preview listens: `HOST`
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
