import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { checkSiteConfig } from '../../lib/config/check-site';
import { site } from '../../lib/config/site';
import type { SiteConfig } from '../../lib/config/site-config';
import { runScript } from '../helpers/command';

describe('a command with an invalid setting', () => {
  for (const [name, value, message] of [
    ['SITE_URL', 'example.org', 'SITE_URL: expected an origin such as https://example.org'],
    ['SITE_URL', 'https://example.org/blog', 'SITE_URL: expected an origin'],
    ['SITE_URL', 'https://me:secret@example.org', 'no password), found "https://***@example.org"'],
    ['SITE_URL', 'https://:secret@example.org', 'no password), found "https://***@example.org"'],
    ['SITE_URL', 'https://a"b.example', 'SITE_URL: expected an origin'],
    ['BASE_PATH', '/..', 'BASE_PATH: expected a path such as /repo'],
    ['BASE_PATH', '/a{$HOME}', 'BASE_PATH: expected a path such as /repo'],
    ['BUILD_TIME', 'tomorrow', 'BUILD_TIME: expected a date'],
    ['BUILD_TIME', '2026-11-24 00:30', 'BUILD_TIME: expected a date'],
    ['CONTENT_DIR', '/nowhere/at/all', 'CONTENT_DIR: expected a folder of content'],
    ['OUT_DIR', '.', 'OUT_DIR: expected a separate folder'],
    ['OUT_DIR', 'tests/fixtures/linear-memory/content', 'OUT_DIR: expected a separate folder'],
    ['PORT', 'http', 'PORT: expected a number from 0 to 65535'],
  ] as const)
    it(`says what it expects instead of ${name}=${value}`, async () => {
      const { code, output } = await runScript('check', { [name]: value });
      assert.equal(code, 1);
      assert.ok(output.includes(message), output);
      assert.ok(!output.includes('    at '), 'no stack trace');
    });
});

describe('site.config.ts', () => {
  it('refuses control characters and line breaks in its strings', () => {
    for (const [part, expected] of [
      [{ title: 'A\nB' }, 'title: expected text on one line, found a line break in it'],
      [{ tagline: 'A\u0007' }, 'tagline: expected text on one line, found U+0007 in it'],
      [{ description: 'A\ud800' }, 'description: expected text on one line, found U+D800 in it'],
      [
        { navigation: [{ label: 'A\u001b', href: '/' }] },
        'navigation: expected text on one line, found U+001B',
      ],
    ] as const)
      assert.throws(
        () => checkSiteConfig({ ...site, ...part } as SiteConfig),
        ({ message }: Error) => message.startsWith(`site.config.ts: ${expected}`),
      );
    checkSiteConfig(site);
  });
  it('has all its problems reported at once: unknown options, wrong types and wrong values', () => {
    const { tagline: taglin, ...others } = site;
    const written: object = { ...others, taglin, language: 'english', postsPerPage: 'a', removalLimit: 7 };
    assert.throws(
      () => checkSiteConfig(written as SiteConfig),
      ({ message }: Error) =>
        ['taglin: unknown option; did you mean tagline?', 'postsPerPage: expected a number']
          .concat('language: expected a BCP 47 tag', 'removalLimit: expected a number from 0')
          .every((problem) => message.includes(`site.config.ts: ${problem}`)),
    );
    assert.throws(
      () => checkSiteConfig(undefined as unknown as SiteConfig),
      /siteConfig: missing; expected an object/,
    );
  });
  it('has the name of a time zone, if any', () => {
    assert.throws(
      () => checkSiteConfig({ ...site, timeZone: 'Nowhere/City' }),
      /timeZone: expected the name of a time zone such as "Europe\/Berlin", found "Nowhere\/City"/,
    );
    checkSiteConfig({ ...site, timeZone: 'Asia/Tokyo' });
  });
  it('may leave out options with a default', () => {
    const { title, tagline, description, url, language, copyright } = site;
    checkSiteConfig({ title, tagline, description, url, language, copyright });
  });
  it('reports every option of the wrong type, and suggests the nearest name for an unknown one', () => {
    const wrong = {
      ...site,
      title: undefined,
      navigation: 'none',
      crawlers: { training: true },
      feedLenght: 5,
    };
    assert.throws(
      () => checkSiteConfig(wrong as unknown as SiteConfig),
      ({ message }: Error) =>
        [
          'title: missing; expected a string',
          'navigation: expected a list, found "none"',
          'crawlers.training: expected a string, found true',
          'crawlers.answers: missing; expected a string',
          'feedLenght: unknown option; did you mean feedLength?',
        ].every((problem) => message.includes(`site.config.ts: ${problem}`)),
    );
  });
  for (const [from, to, problem] of [
    ['/:ear/:slug/', '/posts/:slug/', ':ear is unknown; expected :year, :month'],
    ['/:tag/:slug/', '/posts/:slug/', '"from" may contain only one of :slug, :tag and :author'],
    ['/:year/:slug/', '/posts/:tag/', '"to" uses :tag, which "from" does not contain'],
    ['/a*b/', '/about/', 'it contains "*"'],
    ['/old/', 'https://a.example/', '"to" is not a path of this site'],
  ] as const)
    it(`cannot redirect from ${from} to ${to}`, () => {
      assert.throws(
        () => checkSiteConfig({ ...site, redirects: [{ from, to }] }),
        ({ message }: Error) => message.includes(`redirects: from "${from}"`) && message.includes(problem),
      );
    });
  it('cannot allow a type of attachment that a browser or a server may run', () => {
    const types =
      'kml gpx xspf xsd wsdl xul rng xlf smil xbl xaml dtd ttml htaccess php php7 asa ashx cfm rs svgz';
    for (const type of types.split(' '))
      assert.throws(
        () => checkSiteConfig({ ...site, attachmentTypes: [type] }),
        /attachmentTypes: expected .* does not run in a browser/,
        type,
      );
    checkSiteConfig({ ...site, attachmentTypes: ['stl', 'py', 'go', 'mod'] });
  });
});

describe('an unknown option', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  const commands = Object.values(scripts).flatMap(
    (script) => /^node scripts\/run\.js (\w+)$/.exec(script)?.[1] ?? [],
  );
  assert.ok(commands.length > 8);
  for (const command of commands)
    it(`is refused by ${command}`, async () => {
      const { code, output } = await runScript(command, {}, ['--dryrun']);
      assert.equal(code, 1);
      assert.match(output, /^Unknown option '--dryrun'/);
      assert.ok(!output.includes('    at '), 'no stack trace');
    });
});
