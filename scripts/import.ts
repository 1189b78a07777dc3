import { dirname, join, relative, resolve } from 'node:path';
import { main } from '../lib/cli/main';
import { readSettings } from '../lib/config/env';
import { site } from '../lib/config/site';
import { importFrom } from '../lib/import';
import { sources } from '../lib/import/sources';
import { UserError } from '../lib/util/errors';
import { printable } from '../lib/util/printable';

await main(
  {
    forms: ['import -- SOURCE'],
    summary: `Imports the posts of another system: a folder, a ZIP archive or a file of an export. Run it again after changes at the source: what you edited since is merged, not overwritten.

It takes
${sources.map(({ name, takes }) => `  ${name}: ${takes}`).join('\n')}`,
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
      accept: { type: 'boolean', help: 'Exit with 0 even if something could not be carried over' },
    },
    environment: ['CONTENT_DIR'],
    example: 'npm run import -- ../old-blog --dry-run',
  },
  async ({ positionals: [source], values }) => {
    if (source === undefined)
      throw new UserError(
        'Import what? Expected a folder, a ZIP archive or a file: npm run import -- SOURCE',
      );
    if (values.site !== undefined && !URL.canParse(values.site))
      throw new UserError(
        `--site: expected a URL such as https://example.org, found ${JSON.stringify(values.site)}`,
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
      publicDir: values.to === undefined ? resolve('public') : join(dirname(contentDir), 'public'),
      from: values.from,
      siteUrl: values.site,
      permalink: values.permalink,
      language: site.language,
      isDryRun,
      onProgress: (done, all) => {
        if (isTerminal) process.stdout.write(`\rConverting ${done} of ${all}${done === all ? '\n' : ''}`);
      },
    });
    const count = (number: number, one: string, many = `${one}s`) =>
      `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
    const summary = `${system}: ${[
      count(counts.posts, 'post'),
      count(counts.pages, 'page'),
      count(counts.authors, 'author'),
      ...(counts.series > 0 ? [count(counts.series, 'series', 'series')] : []),
      count(counts.files, 'file'),
    ].join(', ')}.`;
    console.log(summary);
    const written = [...outcomes]
      .map(([outcome, number]) => `${number.toLocaleString('en')} ${outcome}`)
      .join(', ');
    console.log(
      isDryRun
        ? `Nothing was written. It would be: ${written}.`
        : `Written to ${relative('.', contentDir) || '.'}: ${written}.`,
    );
    if (headings.kept > 0)
      console.log(
        `${count(headings.kept, 'heading')} of ${headings.all.toLocaleString('en')} got the ID that links to the old site use.`,
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
          `\n${count(open.length, 'thing')} could not be carried over as it was:\n${kinds(open)}\nWhere, why, and what to do: ${reportPath}.md. Then run "npm run check".`,
        ),
      );
      if (!values.accept) process.exitCode = 1;
    }
  },
);
