import { writeFileSync } from 'node:fs';
import { count } from '../../util/count';
import { escapeAttribute as escapeHtml } from '../../util/text';
import { partKinds } from './article';
import type { ArticleProof } from './compare';
import type { Proof } from './index';

/** How much of something arrived. */
export interface Figure {
  name: string;
  all: number;
  arrived: number;
}

/** The maximum length of what a list quotes, in characters. */
const maxQuote = 300;

/** Sums up a proof: old addresses, articles without losses, words, and parts by kind. Kinds without parts are left out. */
export function figuresOf({
  addresses,
  articles,
  skipped,
}: Proof): [addresses: Figure, words: Figure, ...Figure[]] {
  const sum = (count: (article: ArticleProof) => number) =>
    articles.reduce((total, article) => total + count(article), 0);
  const words = sum((article) => article.words);
  return [
    {
      name: 'old addresses',
      all: addresses.length,
      arrived: addresses.filter(({ state }) => state !== 'missing').length,
    },
    { name: 'words', all: words, arrived: words - sum(({ missingWords }) => missingWords) },
    {
      name: 'complete documents',
      all: articles.length + skipped.filter(({ isMissing }) => isMissing).length,
      arrived: articles.filter(({ missing }) => missing.length === 0).length,
    },
    ...partKinds
      .map((kind) => {
        const all = sum(({ parts }) => parts.get(kind) ?? 0);
        const missing = sum((article) => article.missing.filter((part) => part.kind === kind).length);
        return { name: `${kind}s`, all, arrived: all - missing };
      })
      .filter(({ all }) => all > 0),
  ];
}

/** The share that arrived, in percent; 100 if there was nothing. */
export const percentOf = ({ all, arrived }: Figure): number => (all === 0 ? 100 : (100 * arrived) / all);

/** A percentage with two digits. Only what is complete is 100%. */
export const percentText = (figure: Figure): string =>
  `${(Math.floor(percentOf(figure) * 100) / 100).toFixed(2)}%`;

/**
 * Writes a proof as a list (`.md`), as JSON, and as a page with the old and the new articles side by side
 * (`.html`).
 *
 * @param path without the extension
 */
export function writeProof(path: string, proof: Proof, figures: readonly Figure[]): void {
  const json = {
    figures,
    addresses: proof.addresses,
    skipped: proof.skipped,
    articles: proof.articles.map(({ old, ours, parts, ...rest }) => rest),
  };
  writeFileSync(`${path}.json`, `${JSON.stringify(json, undefined, 1)}\n`);
  writeFileSync(`${path}.md`, markdown(proof, figures));
  writeFileSync(`${path}.html`, page(proof, figures));
}

const number = (value: number) => value.toLocaleString('en');
const withLosses = ({ articles }: Proof) => articles.filter(({ missing }) => missing.length > 0);

function markdown(proof: Proof, figures: readonly Figure[]): string {
  const byState = (state: string) => proof.addresses.filter((one) => one.state === state);
  const list = (title: string, lines: readonly string[]) =>
    lines.length > 0 ? `\n## ${title}\n\n${lines.join('\n')}\n` : '';
  const rows = figures.map(
    (figure) =>
      `| ${figure.name} | ${number(figure.all)} | ${number(figure.all - figure.arrived)} | ${percentText(figure)} |`,
  );
  return `# Proof of the import

| | Old site | Missing | Arrived |
|---|---:|---:|---:|
${rows.join('\n')}
${list(
  `Addresses with neither a page nor a redirect (${number(byState('missing').length)})`,
  byState('missing').map(({ address }) => `- ${address}`),
)}${list(
  'What did not arrive',
  withLosses(proof).flatMap(({ oldAddress, address, missing }) => [
    `- ${oldAddress} → ${address}`,
    ...missing.map(({ kind, what }) => `  - ${kind}: ${what.replace(/\s+/g, ' ').slice(0, maxQuote)}`),
  ]),
)}${list(
  `Documents that were not compared (${number(proof.skipped.length)})`,
  proof.skipped.map(({ path, why }) => `- ${path}: ${why}`),
)}${list(
  `Redirected addresses (${number(byState('redirected').length)})`,
  byState('redirected').map(({ address, to }) => `- ${address} → ${to}`),
)}${list(
  `Addresses that are gone (${number(byState('gone').length)})`,
  byState('gone').map(({ address }) => `- ${address}`),
)}`;
}

function page(proof: Proof, figures: readonly Figure[]): string {
  const rows = figures.map(
    (figure) =>
      `<tr><th scope="row">${figure.name}<td>${number(figure.all)}<td>${number(figure.all - figure.arrived)}<td>${percentText(figure)}`,
  );
  const lost = withLosses(proof);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Proof of the import</title>
<style>
:root { color-scheme: light dark; --rule: light-dark(#ddd, #444); --missing: light-dark(#ffdcd6, #5c211a); }
body { margin: 2rem auto; max-width: 76rem; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 0.25rem 1.5rem 0.25rem 0; border-bottom: 1px solid var(--rule); text-align: end; }
th:first-child { text-align: start; font-weight: normal; }
details { border-bottom: 1px solid var(--rule); }
summary { padding: 0.5rem 0; cursor: pointer; overflow-wrap: anywhere; }
section { display: grid; grid-template-columns: 1fr 1fr; gap: 2rem; }
section > div { min-width: 0; overflow-wrap: anywhere; white-space: pre-line; }
mark { background: var(--missing); color: inherit; }
small { color: light-dark(#555, #aaa); }
@media (width < 45rem) { section { grid-template-columns: 1fr; gap: 0; } }
</style>
<h1>Proof of the import</h1>
<table>
<thead><tr><th scope="col"><th scope="col">Old site<th scope="col">Missing<th scope="col">Arrived</thead>
${rows.join('\n')}
</table>
<h2>${lost.length === 0 ? 'Every compared document is complete' : `Documents with losses (${number(lost.length)})`}</h2>
${lost.map(comparison).join('\n')}
${
  proof.skipped.length > 0
    ? `<h2>Documents that were not compared (${number(proof.skipped.length)})</h2>
<ul>${proof.skipped.map(({ path, why }) => `<li>${escapeHtml(path)}: ${escapeHtml(why)}`).join('')}</ul>`
    : ''
}
</html>
`;
}

function comparison({ oldAddress, address, words, missingWords, missing, old, ours }: ArticleProof): string {
  const text = escapeHtml;
  const lost = [
    ...(missingWords > 0 ? [`${number(missingWords)} of ${count(words, 'word')}`] : []),
    ...partKinds.flatMap((kind) => {
      const { length } = missing.filter((part) => part.kind === kind);
      return length > 0 ? [count(length, kind)] : [];
    }),
  ];
  return `<details>
<summary>${text(oldAddress)} → ${text(address)} <small>Missing: ${lost.join(', ')}</small></summary>
<ul>${missing.map(({ kind, what }) => `<li>${kind}: ${text(what.slice(0, maxQuote))}`).join('')}</ul>
<section>
<div><h3>Old</h3>${old.map(({ text: block, isMissing }) => `<p dir="auto">${isMissing ? `<mark>${text(block)}</mark>` : text(block)}`).join('')}</div>
<div><h3>New</h3>${ours.map((block) => `<p dir="auto">${text(block)}`).join('')}</div>
</section>
</details>`;
}
