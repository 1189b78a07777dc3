import { absoluteUrl, hostedPath } from '../config/site';
import { encodePath } from '../util/addresses';
import { UserError } from '../util/errors';
import { explainNetworkError } from '../util/system-errors';
import { isForEver } from './site-files';

/** Cloudflare's limit of URLs per request. */
const batch = 30;
/** Above this number, everything is purged, which is faster. */
const most = 1000;

/**
 * Lists what to purge from a CDN in front of the store. If `CLOUDFLARE_ZONE` and
 * `CLOUDFLARE_API_TOKEN` are set, purges it from Cloudflare.
 *
 * @param keys of changed and removed files
 * @see https://developers.cloudflare.com/api/resources/cache/methods/purge/
 */
export async function purge(keys: readonly string[], log: (line: string) => void): Promise<void> {
  const stale = keys.filter((key) => !isForEver(key)).flatMap(addressesOf);
  if (stale.length === 0) return log('Nothing to purge.');
  const { CLOUDFLARE_ZONE: zone, CLOUDFLARE_API_TOKEN: token } = process.env;
  if (!zone || !token) {
    log('To purge from a CDN in front of the store:');
    if (stale.length > most) log(`  ${hostedPath('/*')}`);
    else for (const path of stale) log(`  ${hostedPath(path)}`);
    return;
  }
  const requests =
    stale.length > most
      ? [{ purge_everything: true }]
      : Array.from({ length: Math.ceil(stale.length / batch) }, (_, at) => ({
          files: stale.slice(at * batch, (at + 1) * batch).map(absoluteUrl),
        }));
  for (const purgeRequest of requests) {
    const response = await fetch(`https://api.cloudflare.com/client/v4/zones/${zone}/purge_cache`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(purgeRequest),
    }).catch((error: unknown) => {
      const reason = explainNetworkError(error, 'api.cloudflare.com') ?? String(error);
      throw new UserError(
        `Purging from Cloudflare failed: ${reason}. The site is published. Run the release again to purge.`,
      );
    });
    if (!response.ok)
      throw new UserError(
        `Purging from Cloudflare failed (${response.status}): ${await response.text()} The site is published. Run the release again to purge.`,
      );
  }
  log(`Purged ${stale.length > most ? 'everything' : `${stale.length} URLs`} from Cloudflare.`);
}

/** The URL paths of a file. A page also has the path of its folder. */
function addressesOf(key: string): string[] {
  const path = encodePath(`/${key}`);
  return path.endsWith('/index.html') ? [path.slice(0, -'index.html'.length), path] : [path];
}
