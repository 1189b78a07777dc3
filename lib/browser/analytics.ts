/**
 * Reports a visit to the service in `analytics` of `site.config.ts`: the address of the page, its title and
 * where the reader came from. Nothing is stored in the browser. Readers with Global Privacy Control
 * (https://w3c.github.io/gpc/) are not counted, and neither are visits to copies of the site on other hosts,
 * such as localhost.
 */
const json = { 'Content-Type': 'application/json' };

/** The page that a reader comes from, or is on, may be that of a search. */
function withoutSearchTerms(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  if (!url.searchParams.has('q')) return address;
  url.searchParams.delete('q');
  return url.href;
}

/** The request for this page, by the service. `bundle.ts` inlines the service, so the others are not in the module. */
function request(): [query: string, body: unknown, headers?: Record<string, string>] {
  const { hostname, pathname } = location;
  const { title } = document;
  const href = withoutSearchTerms(location.href);
  const referrer = withoutSearchTerms(document.referrer);
  if (beacon.service === 'plausible')
    return ['', { name: 'pageview', url: href, domain: beacon.site, referrer }];
  // Umami and Cloudflare require the type of JSON, for which browsers ask them first.
  if (beacon.service === 'umami')
    return [
      '',
      { type: 'event', payload: { website: beacon.site, hostname, url: pathname, title, referrer } },
      json,
    ];
  if (beacon.service === 'cloudflare') {
    const [pageloadId, startTime] = [crypto.randomUUID(), performance.timeOrigin];
    return [
      '',
      { siteToken: beacon.site, location: href, referrer, eventType: 1, pageloadId, startTime },
      json,
    ];
  }
  if (beacon.service === 'goatcounter')
    return [`?${new URLSearchParams({ p: pathname, t: title, r: referrer })}`, undefined];
  return ['', { url: href, title, referrer }];
}

function send(): void {
  const [query, body, headers] = request();
  fetch(beacon.url + query, {
    method: 'POST',
    keepalive: true,
    credentials: 'omit',
    headers,
    body: body === undefined ? null : JSON.stringify(body),
  }).catch(() => {
    // A blocker, or no network: the visit is not counted.
  });
}

/** The address of a draft is secret; see `lib/config/preview.ts`. */
const isDraft = /\/preview\/[\da-f]+\/$/.test(location.pathname);
const { globalPrivacyControl } = navigator as Navigator & { globalPrivacyControl?: boolean };
const { prerendering } = document as Document & { prerendering?: boolean };
if (!globalPrivacyControl && !isDraft && location.host === siteHost) {
  // A page that is prerendered may never be seen.
  if (prerendering) document.addEventListener('prerenderingchange', send, { once: true });
  else send();
}
