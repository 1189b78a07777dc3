import { type CrawlerRules, refusedCrawlers } from '../config/crawlers';
import { absoluteUrl, hasCrawlerRules, site } from '../config/site';

/**
 * `/robots.txt` (RFC 9309). If the owner has set `crawlers`, it also says so as a Content-Signal
 * (https://contentsignals.org), which applies to crawlers that nobody has heard of yet.
 */
export function robots(): string {
  const refused = refusedCrawlers(site.crawlers);
  return [
    'User-Agent: *',
    ...(hasCrawlerRules ? [signals(site.crawlers)] : []),
    'Allow: /',
    ...(refused.length > 0 ? ['', ...refused.map((name) => `User-Agent: ${name}`), 'Disallow: /'] : []),
    '',
    `Sitemap: ${absoluteUrl('/sitemap.xml')}`,
    '',
  ].join('\n');
}

function signals({ training, answers }: CrawlerRules): string {
  const answer = (rule: CrawlerRules[keyof CrawlerRules]) => (rule === 'allow' ? 'yes' : 'no');
  return `Content-Signal: search=yes, ai-input=${answer(answers)}, ai-train=${answer(training)}`;
}
