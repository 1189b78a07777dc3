import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { languages, messagesIn } from '../../lib/i18n/index';

/** The parts of a message that a translation must keep: links and placeholders. */
function markersOf(message: string): string[] {
  return [...(message.match(/\[|\]|\{\w+\}|‹\w+›/g) ?? [])].sort();
}

/** Every message of a language with its path. Functions are called with `‹0›` and `‹1›`. */
function listMessages(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return [[path, String(value('‹0›', '‹1›'))]];
  return Object.entries(value as object).flatMap(([name, part]) => listMessages(part, `${path}.${name}`));
}

describe('the messages of the interface', () => {
  const english = listMessages(messagesIn('en'));
  for (const language of Object.keys(languages))
    it(`have the same links and placeholders in ${language} as in English`, () => {
      const messages = new Map(listMessages(messagesIn(language)));
      for (const [path, message] of english) {
        assert.notEqual(messages.get(path)?.trim() ?? '', '', path);
        assert.deepEqual(markersOf(messages.get(path) ?? ''), markersOf(message), path);
      }
    });

  it('are registered for each file of a language', () => {
    const files = readdirSync('lib/i18n').flatMap((name) => /^([a-z]{2,3})\.ts$/.exec(name)?.[1] ?? []);
    assert.deepEqual(files.sort(), Object.keys(languages).sort(), 'lib/i18n/index.ts has the languages');
  });

  for (const language of Object.keys(languages))
    it(`use the plural rules and lists of ${language} itself, with a form for each category`, () => {
      const source = readFileSync(`lib/i18n/${language}.ts`, 'utf8');
      for (const [, name, used] of source.matchAll(/(pluralOf|listOf)\('([\w-]+)'\)/g))
        assert.equal(used, language, name);
      const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
      // `many` is often the same as `other`, or for millions only.
      const required = pluralCategories.filter((category) => category !== 'many');
      for (const [, forms = ''] of source.matchAll(/plural\([^,{]*, \{([^}]*)\}/g))
        for (const category of required)
          assert.match(forms, new RegExp(`\\b${category === 'zero' ? '(?:zero|other)' : category}:`), forms);
      const { found, foundThere } = messagesIn(language).browser;
      for (const forms of [found, foundThere])
        for (const category of required.filter((one) => one !== 'zero'))
          assert.ok(category in forms, category);
    });

  it('use the plural forms of each language', () => {
    const counts = [1, 2, 3, 11];
    assert.deepEqual(
      counts.map((count) => messagesIn('ar').lists.count(count)),
      ['مقال واحد', 'مقالان', '3 مقالات', '11 مقالًا'],
    );
    assert.deepEqual(
      counts.map((count) => messagesIn('en-GB').lists.count(count)),
      ['1 article', '2 articles', '3 articles', '11 articles'],
    );
  });

  it('are in English if a language has none', () => {
    assert.equal(messagesIn('tlh'), messagesIn('en'));
  });
});
