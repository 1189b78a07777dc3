import { writeFileSync } from 'node:fs';
import { escapeAttribute } from '../util/text';
import type { ArticleProof, Proof } from './prove';

/** The figures of a proof. */
export interface ProofSummary {
  addresses: number;
  keptAddresses: number;
  articles: number;
  completeArticles: number;
  words: number;
  arrivedWords: number;
  /** How many parts are missing, by kind. */
  missing: Map<string, number>;
}

/** Sums up a proof. */
export function summarize({ addresses, articles }: Proof): ProofSummary {
  const missing = new Map<string, number>();
  for (const article of articles)
    for (const { kind } of article.missing) missing.set(kind, (missing.get(kind) ?? 0) + 1);
  const words = articles.reduce((sum, article) => sum + article.words, 0);
  return {
    addresses: addresses.length,
    keptAddresses: addresses.filter(({ state }) => state !== 'missing').length,
    articles: articles.length,
    completeArticles: articles.filter(({ missing }) => missing.length === 0).length,
    words,
    arrivedWords: words - articles.reduce((sum, article) => sum + article.missingWords, 0),
    missing,
  };
}

/**
 * Writes a proof as a list (`.md`), for programs (`.json`), and as a page with the old and the new articles
 * beside each other (`.html`).
 *
 * @param path without the extension
 * @param summary sentences for the top
 */
export function writeProof(path: string, proof: Proof, summary: string): void {
  const json = { addresses: proof.addresses, articles: proof.articles.map(({ old, ours, ...rest }) => rest) };
  writeFileSync(`${path}.json`, `${JSON.stringify(json, undefined, 1)}\n`);
  const lost = proof.articles.filter(({ missing }) => missing.length > 0);
  const byState = (state: string) => proof.addresses.filter((one) => one.state === state);
  const list = (title: string, lines: string[]) =>
    lines.length > 0 ? `\n## ${title}\n\n${lines.join('\n')}\n` : '';
  writeFileSync(
    `${path}.md`,
    `# Proof of the import\n\n${summary}\n${list(
      `Addresses without a page (${byState('missing').length})`,
      byState('missing').map(({ address }) => `- ${address}`),
    )}${list(
      'What did not arrive',
      lost.flatMap(({ oldAddress, address, missing }) => [
        `- ${oldAddress} → ${address}`,
        ...missing.map(({ kind, what }) => `  - ${kind}: ${what.replace(/\s+/g, ' ').slice(0, 200)}`),
      ]),
    )}${list(
      `Redirected addresses (${byState('redirected').length})`,
      byState('redirected').map(({ address, to }) => `- ${address} → ${to}`),
    )}`,
  );
  writeFileSync(`${path}.html`, page(lost, summary));
}

function page(articles: readonly ArticleProof[], summary: string): string {
  const text = escapeAttribute;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Proof of the import</title>
<style>
body { margin: 2rem auto; max-width: 80rem; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; color-scheme: light dark; }
section { display: grid; grid-template-columns: 1fr 1fr; gap: 2rem; }
mark { background: #ffd6d6; color: #600; }
summary { padding: 0.5rem 0; cursor: pointer; }
@media (width < 45rem) { section { grid-template-columns: 1fr; } }
</style>
<h1>Proof of the import</h1>
<p>${text(summary).replaceAll('\n', '<br>')}</p>
${articles
  .map(
    ({ oldAddress, address, words, missingWords, missing, old, ours }) => `<details>
<summary>${text(oldAddress)} → ${text(address)}: ${missingWords} of ${words} words, ${missing.length} parts</summary>
<ul>${missing.map(({ kind, what }) => `<li>${kind}: ${text(what.slice(0, 300))}</li>`).join('')}</ul>
<section>
<div><h2>Old</h2>${old.map(({ text: block, isMissing }) => `<p>${isMissing ? `<mark>${text(block)}</mark>` : text(block)}</p>`).join('')}</div>
<div><h2>New</h2><p>${text(ours)}</p></div>
</section>
</details>`,
  )
  .join('\n')}
</html>
`;
}
