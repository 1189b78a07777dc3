/** The service that counts visits, and what it needs to know. */
export type AnalyticsConfig =
  /** `domain` is the name of the site there; `url` is that of a server of your own. */
  | { service: 'plausible'; domain: string; url?: string }
  | { service: 'umami'; website: string; url: string }
  | { service: 'goatcounter'; url: string }
  | { service: 'cloudflare'; token: string }
  /** Gets JSON with `url`, `title` and `referrer`. */
  | { service: 'endpoint'; url: string };

/** What the browser module sends, and where. */
export interface Beacon {
  service: AnalyticsConfig['service'];
  url: string;
  /** The name, ID or token of the site there. */
  site: string;
}

/** The request for a visit, by the documentation of each service. */
export function beaconOf(config: AnalyticsConfig): Beacon {
  const { service } = config;
  switch (service) {
    case 'plausible':
      // https://plausible.io/docs/events-api
      return { service, url: at('/api/event', config.url ?? 'https://plausible.io'), site: config.domain };
    case 'umami':
      // https://docs.umami.is/docs/api/sending-stats
      return { service, url: at('/api/send', config.url), site: config.website };
    case 'goatcounter':
      // https://www.goatcounter.com/help/pixel
      return { service, url: at('/count', config.url), site: '' };
    case 'cloudflare':
      // Not documented: what the service's own beacon.min.js sends.
      return { service, url: 'https://cloudflareinsights.com/cdn-cgi/rum', site: config.token };
    default:
      return { service, url: config.url, site: '' };
  }
}

/** A path of a service, which may itself be in a folder of its host. */
const at = (path: string, service: string) => service.replace(/\/$/, '') + path;
