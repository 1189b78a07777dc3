import { absoluteUrl, hostedPath } from '../config/site';
import { encodePath } from '../util/addresses';
import { UserError } from '../util/errors';
import { explainNetworkError } from '../util/system-errors';
import { isForEver } from './site-files';

/** So many addresses may be in one request (Cloudflare). */
const batch = 30;
/** More than so many are purged faster all at once. */
const most = 1000;

/**
 * Says what a CDN before the store still has from before, and has Cloudflare forget it where
 * `CLOUDFLARE_ZONE` and `CLOUDFLARE_API_TOKEN` are set.
 *
 * @param keys of files that have another content now, or none
 * @see https://developers.cloudflare.com/api/resources/cache/methods/purge/
 */
export async function purge(keys: readonly string[], log: (line: string) => void): Promise<void> {
  const stale = keys.filter((key) => !isForEver(key)).flatMap(addressesOf);
  if (stale.length === 0) return log('Nothing to purge.');
  const { CLOUDFLARE_ZONE: zone, CLOUDFLARE_API_TOKEN: token } = process.env;
  if (!zone || !token) {
    log('To purge, where a CDN stands before it:');
    if (stale.length > most) log(`  ${hostedPath('/*')}`);
    else for (const path of stale) log(`  ${hostedPath(path)}`);
    return;
  }
  const orders =
    stale.length > most
      ? [{ purge_everything: true }]
      : Array.from({ length: Math.ceil(stale.length / batch) }, (_, at) => ({
          files: stale.slice(at * batch, (at + 1) * batch).map(absoluteUrl),
        }));
  for (const order of orders) {
    const response = await fetch(`https://api.cloudflare.com/client/v4/zones/${zone}/purge_cache`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(order),
    }).catch((error: unknown) => {
      const reason = explainNetworkError(error, 'api.cloudflare.com') ?? String(error);
      throw new UserError(
        `Cloudflare has not purged: ${reason}. The site is in its place. Run the release again to have it purged.`,
      );
    });
    if (!response.ok)
      throw new UserError(
        `Cloudflare has not purged (${response.status}): ${await response.text()} The site is in its place. Run the release again to have it purged.`,
      );
  }
  log(`Cloudflare has purged ${stale.length > most ? 'everything' : `${stale.length} addresses`}.`);
}

/** A page is asked for by its folder, too. */
function addressesOf(key: string): string[] {
  const path = encodePath(`/${key}`);
  return path.endsWith('/index.html') ? [path.slice(0, -'index.html'.length), path] : [path];
}
