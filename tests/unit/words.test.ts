import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { messagesIn } from '../../lib/i18n/index';

/** What translators must keep of a sentence: its links, and the places to be filled in. */
function marksOf(sentence: string): string[] {
  return [...(sentence.match(/\[|\]|\{\w+\}|‹\w+›/g) ?? [])].sort();
}

/** Every text of a language, by its path; functions as they answer to `‹0›`, `‹1›`. */
function textsOf(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return [[path, String(value('‹0›', '‹1›'))]];
  return Object.entries(value as object).flatMap(([name, part]) => textsOf(part, `${path}.${name}`));
}

describe('the words of the interface', () => {
  const english = textsOf(messagesIn('en'));
  for (const language of ['de', 'ar'])
    it(`say in ${language} what they say in English, with the same links and names`, () => {
      const texts = new Map(textsOf(messagesIn(language)));
      for (const [path, text] of english) {
        assert.notEqual(texts.get(path)?.trim() ?? '', '', path);
        assert.deepEqual(marksOf(texts.get(path) ?? ''), marksOf(text), path);
      }
    });

  it('count in the plural forms of each language', () => {
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

  it('are English where there are none in a language', () => {
    assert.equal(messagesIn('ja'), messagesIn('en'));
  });
});
