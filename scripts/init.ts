import { readFileSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { siteConfig } from '@/site.config';
import { theme as current } from '@/theme.config';
import { main } from '../lib/cli/main';
import { openPrompt, type Prompt } from '../lib/cli/prompt';
import { readSettings } from '../lib/config/env';
import { isOrigin } from '../lib/config/site-config';
import { languages } from '../lib/i18n';
import { isLanguage } from '../lib/i18n/language';
import { applyInit, type InitPlan, planInit } from '../lib/init';
import { markOf } from '../lib/init/mark';
import { starterFiles } from '../lib/init/starter-files';
import type { Theme } from '../lib/theme/theme';
import { readRecord } from '../lib/upgrade/record';
import { count } from '../lib/util/count';
import { dayIn, isTimeZone, nearestTimeZone } from '../lib/util/dates';
import { UserError } from '../lib/util/errors';
import { unprintableIn } from '../lib/util/printable';
import { slugify } from '../lib/util/slug';
import { theme as classic } from '../themes/classic';
import { theme as magazine } from '../themes/magazine';
import { theme as notes } from '../themes/notes';

const themes: Record<string, Theme> = { classic, magazine, notes };

interface Question {
  ask: string;
  /** An answer that is offered. */
  preset?: string;
  /** Completes what was typed. */
  complete?(answer: string): string;
  /** What is wrong with an answer, if anything. */
  problem(answer: string): string | undefined;
}

function lineProblem(answer: string): string | undefined {
  const character = unprintableIn(answer);
  if (character) return `expected text on one line, found ${character} in it`;
  return answer === '' ? 'expected some text' : undefined;
}

const questions = {
  title: { ask: 'Title of the publication', problem: lineProblem },
  url: {
    ask: 'URL of the site',
    preset: 'https://example.org',
    complete: (answer) => (/^[\w-]+(?:\.[\w-]+)+\/?$/.test(answer) ? `https://${answer}` : answer),
    problem: (answer) =>
      isOrigin(answer)
        ? undefined
        : 'expected an origin such as https://example.org, without a path or password (for a site under a path such as /blog, set BASE_PATH=/blog when you build)',
  },
  author: {
    ask: 'Name of the author',
    problem: (answer) =>
      lineProblem(answer) ?? (slugify(answer) ? undefined : 'expected a name with at least one letter'),
  },
  language: {
    ask: 'Language, such as en, de or ar',
    preset: 'en',
    problem: (answer) => (isLanguage(answer) ? undefined : 'expected a BCP 47 tag such as en, de or pt-BR'),
  },
  theme: {
    ask: `Theme: ${Object.keys(themes).join(', ')}`,
    preset: 'classic',
    problem: (answer) =>
      Object.hasOwn(themes, answer) ? undefined : `expected one of ${Object.keys(themes).join(', ')}`,
  },
} satisfies Record<string, Question>;
type Key = keyof typeof questions;
const keys = Object.keys(questions) as Key[];

await main(
  {
    forms: ['init', 'init -- --title TITLE --url URL --author NAME --yes'],
    summary:
      'Replaces the sample publication with one of your own: configuration, theme, an author, an About page and a first post. Asks for whatever the options leave out. Keeps files that you have created or changed.',
    options: {
      title: { type: 'string', value: 'TITLE', help: 'The name of the publication' },
      url: { type: 'string', value: 'URL', help: 'The address of the site, such as https://example.org' },
      author: { type: 'string', value: 'NAME', help: 'The name of the author' },
      language: { type: 'string', value: 'TAG', help: 'A BCP 47 tag such as en, de or ar' },
      theme: { type: 'string', value: 'NAME', help: `One of ${Object.keys(themes).join(', ')}` },
      'time-zone': {
        type: 'string',
        value: 'NAME',
        help: 'The time zone of dates, such as Europe/Berlin. If omitted, that of this computer',
      },
      yes: { type: 'boolean', help: 'Ask nothing: use defaults, and keep every file that you have changed' },
    },
    environment: ['BUILD_TIME'],
    example:
      'npm run init -- --title "Quiet Rivers" --url https://quiet-rivers.example --author "Ada Example" --yes',
  },
  async ({ values }) => {
    const settings = readSettings();
    if (process.env.PUBLICATION_DIR)
      throw new UserError(
        'npm run init sets up the publication in this folder. Unset PUBLICATION_DIR and CONTENT_DIR first.',
      );
    const timeZone = timeZoneOf(values['time-zone']);
    const presets = await earlierAnswers();
    const prompt = values.yes ? undefined : openPrompt();
    try {
      const answers = await askAll(values, presets, prompt);
      const { title, author, language, theme } = answers;
      const plan = planInit(
        '.',
        starterFiles({
          ...answers,
          url: new URL(answers.url).origin,
          authorId: slugify(author),
          timeZone,
          day: dayIn(new Date(settings.buildTime), timeZone),
          theme: readFileSync(`themes/${theme}.ts`, 'utf8'),
          mark: markOf(title, themes[theme] ?? classic),
        }),
      );
      for (const path of [...plan.changed.keys()]) {
        if (await prompt?.confirm(`You have changed ${path}. Overwrite it?`)) continue;
        plan.changed.delete(path);
        plan.keep.push(path);
      }
      applyInit('.', plan);
      // Otherwise the next build would refuse to remove most pages of the sample publication.
      if (plan.sample.length > 0) rmSync('out', { recursive: true, force: true });
      report(plan);
      const isPreset = answers.url === questions.url.preset;
      const translated = Object.keys(languages);
      if (!translated.includes(new Intl.Locale(language).language))
        console.log(
          `The interface has no ${language} yet (it has ${translated.join(', ')}), so its words are in English. To translate them: CONTRIBUTING.md, "Add a language".`,
        );
      if (isPreset) console.log(`The address is ${answers.url} until you change "url" in site.config.ts.`);
      const isKept = ['site.config.ts', 'theme.config.ts'].some((path) => plan.keep.includes(path));
      console.log(
        `\n${isKept ? 'Your publication' : `${title} (${language}, theme ${theme})`} is ready. Next: npm start`,
      );
    } finally {
      prompt?.close();
    }
  },
);

/**
 * The time zone of the publication: the given one, that of an earlier run, or that of this computer.
 *
 * @throws {UserError} if there is no such time zone
 */
function timeZoneOf(given: string | undefined): string {
  if (given !== undefined && !isTimeZone(given)) {
    const near = nearestTimeZone(given);
    throw new UserError(
      `--time-zone: expected the name of a time zone such as Europe/Berlin, found ${JSON.stringify(given)}${near ? `; did you mean ${near}?` : ''}`,
    );
  }
  const earlier = readRecord('.') ? siteConfig.timeZone : undefined;
  const found = given ?? earlier ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return found && found !== 'Etc/UTC' ? found : 'UTC';
}

/** The answers of an earlier run, from what it has written. */
async function earlierAnswers(): Promise<Partial<Record<Key, string>>> {
  if (!readRecord('.')) return {};
  const { title, url, language, defaultAuthors = [] } = siteConfig;
  const author = await readFile(`content/authors/${defaultAuthors[0]}.md`, 'utf8').catch(() => '');
  const [, name] = /^name: "(.*)"$/m.exec(author) ?? [];
  const colors = JSON.stringify(current.colors);
  const [theme] = Object.entries(themes).find(([, { colors: own }]) => JSON.stringify(own) === colors) ?? [];
  return { title, url, language, author: name && JSON.parse(`"${name}"`), theme };
}

async function askAll(
  values: Partial<Record<Key, string | undefined>> & { yes: boolean },
  presets: Partial<Record<Key, string>>,
  prompt: Prompt | undefined,
): Promise<Record<Key, string>> {
  const answers: Partial<Record<Key, string>> = {};
  const problems: string[] = [];
  for (const key of keys) {
    const { ask, preset: first, complete = (text) => text, problem }: Question = questions[key];
    const preset = presets[key] ?? first;
    let answer = values[key] === undefined ? undefined : complete(values[key].trim());
    const wrong = answer === undefined ? undefined : problem(answer);
    if (wrong) problems.push(`--${key}: ${wrong}, found ${JSON.stringify(answer)}`);
    while (answer === undefined && prompt) {
      const typed = complete((await prompt.ask(`${ask}${preset ? ` (${preset})` : ''}: `)) || preset || '');
      const mistake = problem(typed);
      if (mistake) console.log(`  ${mistake}`);
      else answer = typed;
    }
    answer ??= preset;
    if (answer === undefined)
      problems.push(`--${key} is missing. Expected: ${ask.toLowerCase()}, as in --${key} "…"`);
    else answers[key] = answer;
  }
  if (problems.length > 0) throw new UserError(problems.join('\n'));
  return answers as Record<Key, string>;
}

function report({ write, changed, sample, keep }: InitPlan): void {
  const removed = sample.length > 0 ? `, removed ${count(sample.length, 'file')} of Linear Memory` : '';
  console.log(`Wrote ${count(write.size + changed.size, 'file')}${removed}.`);
  if (keep.length > 0)
    console.log(
      `Kept, because you have made or changed them:\n${keep.map((path) => `  ${path}`).join('\n')}`,
    );
}
