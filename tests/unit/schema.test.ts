import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { readFrontMatter } from '../../lib/content/front-matter';
import { type DocumentTypeName, fieldsOf, folders, model } from '../../lib/content/model';
import { type JsonSchema, schemaOf } from '../../lib/content/schema';
import { splitSource } from '../../lib/content/source';
import { workDirOf } from '../../scripts/publication.js';
import { ownPublication, runIn } from '../helpers/own-publication';

const types = Object.keys(model) as DocumentTypeName[];

/** A validator that rejects keywords that it does not know. */
function validatorOf(schema: JsonSchema): ValidateFunction {
  const ajv = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false });
  // Its types are those of its CommonJS build.
  (addFormats as unknown as (ajv: Ajv) => void)(ajv);
  return ajv.compile(schema);
}

const validators = new Map(types.map((type) => [type, validatorOf(schemaOf(type, new Map()))]));

/** Whether a schema accepts the front matter of a file. */
function accepts(type: DocumentTypeName, frontMatter: string): boolean {
  return validators.get(type)?.(parse(frontMatter)) === true;
}

/** The errors that `npm run check` has for the front matter of a file. */
function errorsOf(type: DocumentTypeName, frontMatter: string): string[] {
  const source = splitSource('a.md', Buffer.from(`---\n${frontMatter}---\nText.\n`));
  assert.ok(!('message' in source));
  return readFrontMatter(source, type, 'UTC').errors.map(({ message }) => message);
}

const required = {
  Post: 'title: A\ndate: 2026-01-02\n',
  Author: 'name: A\n',
  Series: 'title: A\n',
  Page: 'title: A\n',
};

/** Values of every kind that YAML has, valid in some fields and invalid in others. */
const values = [
  ...[
    '',
    '""',
    '" "',
    'null',
    'A sentence.',
    '"12"',
    '12',
    '0',
    '10000',
    '1.5',
    '-1',
    'true',
    'false',
    'yes',
  ],
  ...[
    '2026-03-10',
    '2026-3-10',
    '2026-02-30',
    '2026-03-10T09:00:00+01:00',
    '2026-03-10 09:00',
    '10 March 2026',
  ],
  ...['[]', '[one, two]', '[one, 2]', '[one, ~]', '[[one]]', 'one, two', '{}', '{ a: b }', '{ a: 1 }'],
  ...['{ 2026-03-10: Corrected }', '{ 2026-03-10: 5 }', '{ 2026-03-10: "" }', '{ March: Corrected }'],
  ...['{ 0:00: Welcome, 1:02:03: More }', '{ 4:30: 5 }', '{ 4:30: }', '{ 90: Welcome }'],
  '{ heading: H, text: T, label: L, href: /about/ }',
  '{ heading: H, text: T, label: L }',
  '{ heading: H, text: T, label: L, href: /about/, color: red }',
  '{ heading: 1, text: T, label: L, href: /about/ }',
];

describe('The schema of a document type', () => {
  it('accepts every document of the publication', () => {
    let count = 0;
    for (const type of types)
      for (const path of readdirSync(join('content', folders[type]), { recursive: true, encoding: 'utf8' })) {
        if (!path.endsWith('.md')) continue;
        const source = splitSource(path, readFileSync(join('content', folders[type], path)));
        assert.ok(!('message' in source));
        const validate = validators.get(type);
        assert.ok(validate?.(parse(source.frontMatter)), `${path}: ${JSON.stringify(validate?.errors)}`);
        count++;
      }
    assert.ok(count > 25);
  });

  for (const type of types)
    for (const [name, field] of fieldsOf(type))
      it(`rejects in "${name}" of ${folders[type]} what npm run check rejects`, () => {
        for (const value of values) {
          const others = required[type].replace(new RegExp(`^${name}:.*\n`, 'm'), '');
          const frontMatter = `${others}${name}: ${value}\n`;
          const errors = errorsOf(type, frontMatter);
          const isAccepted = accepts(type, frontMatter);
          if (!isAccepted) assert.notDeepEqual(errors, [], `${name}: ${value} is valid`);
          // A schema cannot express the other checks of a field.
          else if (!('check' in field)) assert.deepEqual(errors, [], `${name}: ${value}`);
        }
      });

  it('rejects a document without a required field', () => {
    for (const type of types)
      for (const line of required[type].match(/.+\n/g) ?? []) {
        const frontMatter = `${required[type].replace(line, '')}x-note: 1\n`;
        assert.notDeepEqual(errorsOf(type, frontMatter), []);
        assert.ok(!accepts(type, frontMatter), `${type} without ${line}`);
        assert.ok(accepts(type, `${required[type]}x-note: 1\n`));
      }
  });

  it('rejects a field that does not exist, or that is written under two names', () => {
    for (const type of types) {
      assert.ok(!accepts(type, `${required[type]}desciption: A\n`));
      assert.ok(!accepts(type, `${required[type]}layout: post\n`));
    }
    assert.ok(accepts('Post', `${required.Post}author: ann\n`));
    assert.ok(!accepts('Post', `${required.Post}author: ann\nauthors: ann\n`));
  });

  it('describes every field', () => {
    for (const type of types) {
      const { properties } = schemaOf(type, new Map()) as { properties: Record<string, JsonSchema> };
      for (const [name] of fieldsOf(type)) assert.match(String(properties[name]?.description), /^\S.+\.$/);
    }
  });
});

describe('npm run check', () => {
  it('writes schemas with the fields and values of the publication, even if it has errors', async () => {
    const folder = await ownPublication((copy) => {
      rmSync(join(copy, 'content'), { recursive: true });
      for (const name of ['extensions', 'content/posts', 'content/authors'])
        mkdirSync(join(copy, name), { recursive: true });
      writeFileSync(
        join(copy, 'extensions/fields.ts'),
        `export const fields = { Post: {
          level: { type: 'enum', options: ['1', 'advanced'], required: true, description: 'For whom it is.' },
        } };`,
      );
      writeFileSync(join(copy, 'content/authors/ann.md'), '---\nname: Ann\n---\n');
      writeFileSync(
        join(copy, 'content/posts/2026-01-02-dated.md'),
        '---\ntitle: A\ntags: Mills\nlevel: 2\n---\n',
      );
    });
    const { output } = runIn(folder, 'check');
    assert.match(output, /"level" is "2"; expected one of 1, advanced/);
    const schema = JSON.parse(readFileSync(join(workDirOf(folder), 'schema/posts.json'), 'utf8'));
    const { level, authors, tags } = schema.properties;
    assert.equal(level.description, 'For whom it is.');
    assert.ok(authors.anyOf[0].items.examples.includes('ann'));
    assert.ok(tags.anyOf[0].items.examples.includes('Mills'));
    const validate = validatorOf(schema);
    assert.ok(validate({ title: 'A', level: 1 }), 'A file name may begin with the date');
    assert.ok(validate({ title: 'A', level: 'advanced', date: '2026-01-02' }));
    assert.ok(!validate({ title: 'A', level: 2, date: '2026-01-02' }));
    assert.ok(!validate({ title: 'A', date: '2026-01-02' }));
  });
});
