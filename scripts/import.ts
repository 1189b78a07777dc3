import { dirname, join, relative, resolve } from 'node:path';
import { main } from '../lib/cli/main';
import { readSettings } from '../lib/config/env';
import { site } from '../lib/config/site';
import { importFrom } from '../lib/import';
import { prove } from '../lib/import/proof';
import { figuresOf, percentOf, percentText, writeProof } from '../lib/import/proof/report';
import type { Outcome } from '../lib/import/write';
import { count } from '../lib/util/count';
import { UserError } from '../lib/util/errors';
import { printable } from '../lib/util/printable';

/** What happened to files, for the summary. */
const outcomeTexts: Record<Outcome, string> = {
  new: 'new',
  changed: 'updated',
  unchanged: 'unchanged',
  merged: 'merged with your edits',
  conflict: 'with conflicts',
  deleted: 'not restored (you deleted them)',
  kept: 'skipped (your own files)',
};

await main(
  {
    forms: ['import -- SOURCE', 'import -- --prove SITE'],
    summary:
      'Imports the posts of another system: a folder, a ZIP archive or an export file. Run it again after changes at the source: your edits since the last import are merged, not overwritten. With --prove, compares the old site with the newly built one. docs/importing.md lists the systems.',
    takesArguments: true,
    options: {
      from: { type: 'string', value: 'SYSTEM', help: 'The system, if it is not recognized' },
      to: { type: 'string', value: 'DIR', help: 'The content folder to write to, instead of CONTENT_DIR' },
      site: { type: 'string', value: 'URL', help: 'The URL of the old site, to recognize links to it' },
      permalink: {
        type: 'string',
        value: 'PATTERN',
        help: 'The old addresses, such as /:year/:month/:slug/',
      },
      'dry-run': { type: 'boolean', help: 'Write only the report' },
      prove: {
        type: 'string',
        value: 'SITE',
        help: 'Compare the new site with the old one (the folder with its build output, or its URL): every address and every document',
      },
      'at-least': {
        type: 'string',
        value: 'PERCENT',
        default: '99',
        help: 'With --prove: exit with 1 if less than PERCENT of the words or addresses were carried over',
      },
      accept: { type: 'boolean', help: 'Exit with 0 even if something could not be carried over' },
    },
    environment: ['CONTENT_DIR', 'OUT_DIR'],
    example: 'npm run import -- ../old-blog --dry-run',
  },
  async ({ positionals: [source], values }) => {
    if (values.prove !== undefined) return proveImport(values.prove, values['at-least'], values.to);
    if (source === undefined)
      throw new UserError('Missing SOURCE: expected a folder, a ZIP archive or a file');
    if (values.site !== undefined && !URL.canParse(values.site))
      throw new UserError(
        `--site: expected a URL such as https://example.org, found ${JSON.stringify(values.site)}`,
      );
    if (values.permalink !== undefined && !/[:%]\w/.test(values.permalink))
      throw new UserError(
        `--permalink: expected a pattern such as /:year/:month/:slug/, found ${JSON.stringify(values.permalink)}`,
      );
    const settings = readSettings();
    const contentDir = values.to === undefined ? settings.contentDir : resolve(values.to);
    const isDryRun = values['dry-run'];
    const reportPath = relative('.', join(dirname(contentDir), 'import-report'));
    const isTerminal = process.stdout.isTTY;
    const {
      system,
      counts,
      outcomes,
      report,
      settings: needed,
      headings,
    } = await importFrom({
      source,
      contentDir,
      publicDir: values.to === undefined ? resolve(settings.publicDir) : join(dirname(contentDir), 'public'),
      from: values.from,
      siteUrl: values.site,
      permalink: values.permalink,
      language: site.language,
      markdown: site.markdown,
      isDryRun,
      onProgress: (done, all) => {
        if (isTerminal) process.stdout.write(`\rConverting ${done} of ${all}${done === all ? '\n' : ''}`);
      },
    });
    const summary = `${system}: ${[
      count(counts.posts, 'post'),
      count(counts.pages, 'page'),
      count(counts.authors, 'author'),
      ...(counts.series > 0 ? [count(counts.series, 'series', 'series')] : []),
      count(counts.files, 'file'),
    ].join(', ')}.`;
    console.log(summary);
    const written = [...outcomes]
      .map(([outcome, number]) => `${number.toLocaleString('en')} ${outcomeTexts[outcome]}`)
      .join(', ');
    console.log(
      isDryRun
        ? `Dry run: only the report was written. An import would write: ${written}.`
        : `Written to ${relative('.', contentDir) || '.'}: ${written}.`,
    );
    if (headings.kept > 0)
      console.log(
        `${headings.kept.toLocaleString('en')} of ${count(headings.all, 'heading')} ${headings.kept === 1 ? 'was given its old ID, so that links to it' : 'were given their old IDs, so that links to them'} keep working.`,
      );
    const settingsText =
      needed.length > 0 ? `Add to site.config.ts:\n${needed.map((line) => `  ${line}`).join('\n')}` : '';
    if (settingsText) console.log(`\n${settingsText}`);
    const { open } = report;
    await report.write(
      reportPath,
      `# Import report\n\n${summary}\n${settingsText ? `\n${settingsText.replace(/\n {2}/g, '\n    ').replace(':\n', ':\n\n')}\n` : ''}`,
    );
    const kinds = (entries: typeof open) =>
      report
        .countsOf(entries)
        .map(([kind, number]) => `  ${String(number).padStart(6)}  ${kind}`)
        .join('\n');
    if (open.length === 0)
      console.log(`\nEverything was carried over. What was changed is in ${reportPath}.md.`);
    else {
      console.log(
        printable(
          `\n${count(open.length, 'item')} could not be carried over unchanged:\n${kinds(open)}\nWhere, why, and what to do: ${reportPath}.md. Then run "npm run check".`,
        ),
      );
      if (!values.accept) process.exitCode = 1;
    }
  },
);

/** Compares the old site with ours. Exits with 1 if a document is missing, or fewer addresses or words arrived than asked for. */
async function proveImport(oldSite: string, minimum: string, to: string | undefined): Promise<void> {
  const atLeast = Number(minimum);
  if (!(atLeast >= 0 && atLeast <= 100))
    throw new UserError(`--at-least: expected a number from 0 to 100, found ${JSON.stringify(minimum)}`);
  const settings = readSettings();
  const contentDir = to === undefined ? settings.contentDir : resolve(to);
  const isTerminal = process.stdout.isTTY;
  const proof = await prove({
    site: oldSite,
    contentDir,
    outDir: settings.outDir,
    onProgress: (done, all) => {
      if (isTerminal) process.stdout.write(`\rComparing ${done} of ${all}${done === all ? '\n' : ''}`);
    },
  });
  const figures = figuresOf(proof);
  for (const figure of figures)
    console.log(
      `${percentText(figure).padStart(7)}  ${figure.arrived.toLocaleString('en')} of ${figure.all.toLocaleString('en')} ${figure.name}`,
    );
  if (proof.skipped.length > 0)
    console.log(`${count(proof.skipped.length, 'document was', 'documents were')} not compared.`);
  const path = relative('.', join(dirname(contentDir), 'import-proof'));
  writeProof(path, proof, figures);
  console.log(`Details: ${path}.md. ${path}.html shows the old and new text side by side.`);
  const [addresses, words] = figures;
  const isMissing = proof.skipped.some((document) => document.isMissing);
  if (isMissing || percentOf(addresses) < atLeast || percentOf(words) < atLeast) process.exitCode = 1;
}
