import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import type { DocumentTypeName, model } from '../../lib/content/model';
import { silentMp3 } from '../helpers/audio';
import { runScript } from '../helpers/command';
import { blackSquare } from '../helpers/images';
import { post, writePublication } from '../helpers/publication';

/** An example of a field, and how it shows in the site. */
interface Example {
  value: string;
  /** A file of the site. Default: the page of the document, `/posts/<field>/` for a post. */
  file?: string;
  /** What the file contains; `undefined` if there is no file. */
  shows: RegExp | undefined;
}

/** One example for each field of the content model. A missing one is a type error. */
const examples: { [T in DocumentTypeName]: Record<keyof (typeof model)[T], Example> } = {
  Post: {
    title: { value: 'Marked title', shows: /<h1[^>]*>Marked title</ },
    date: { value: '2026-03-04', shows: /<time[^>]* datetime="2026-03-04/i },
    description: { value: 'Marked description.', shows: /name="description" content="Marked description\."/ },
    updated: { value: '2026-03-05', shows: /"dateModified":"2026-03-05/ },
    authors: { value: '[ann]', shows: /rel="author"[^>]*>Ann</ },
    tags: { value: '[Marked]', shows: /href="\/tags\/marked\/"/ },
    draft: { value: 'true', shows: undefined },
    discussion: {
      value: 'https://social.example/@marked/1122',
      shows: /href="https:\/\/social\.example\/@marked\/1122"[^>]*>Reply on Mastodon</,
    },
    image: { value: 'a.png\nimageAlt: Marked alt', shows: /property="og:image" content="[^"]*\/media\// },
    imageAlt: { value: 'Marked alt\nimage: a.png', shows: /property="og:image:alt" content="Marked alt"/ },
    cover: { value: 'a.png\ncoverAlt: Marked alt', shows: /<img src="\/media\/[^<]* alt="Marked alt"/ },
    coverAlt: { value: 'Marked alt\ncover: a.png', shows: /property="og:image:alt" content="Marked alt"/ },
    audio: { value: 'a.mp3', shows: /<audio src="\/media\/[^"]*\/a\.mp3" controls/ },
    transcript: { value: 'a.vtt\naudio: a.mp3', shows: /<b>Ann: <\/b>Marked words/ },
    chapters: {
      value: '{ 0:02: Marked chapter }\naudio: a.mp3',
      shows: /a\.mp3#t=2"><time datetime="PT2S">0:02<\/time> Marked chapter/i,
    },
    episode: { value: '7\naudio: a.mp3', shows: /Episode 7/ },
    series: { value: 'marks', shows: /href="\/series\/marks\/"/ },
    part: {
      value: '1\nseries: marks',
      file: 'series/marks/index.html',
      shows: /\/posts\/part\/[\s\S]*\/posts\/series\//,
    },
    related: { value: '[title]', shows: /id="next"[\s\S]*?href="\/posts\/title\/"/ },
    unrelated: {
      value: '[related]',
      shows: /id="next"(?![\s\S]*href="\/posts\/related\/")/,
    },
    aliases: { value: '[/marked/]', file: '_redirects', shows: /^\/marked\/? \/posts\/aliases\/ 301$/m },
    guid: {
      value: 'tag:marked\nauthors: [ann]',
      file: 'authors/ann/feed.xml',
      shows: /<guid isPermaLink="false">tag:marked</,
    },
    slug: { value: 'marked', file: 'posts/marked/index.html', shows: /<h1/ },
    canonical: {
      value: 'https://elsewhere.example/a',
      shows: /rel="canonical" href="https:\/\/elsewhere\.example\/a"/,
    },
    lang: { value: 'de', shows: /<article[^>]* lang="de"/ },
    translationOf: { value: 'title\nlang: fr', shows: /hreflang="fr"/i },
    changes: {
      value: '{ 2026-11-20: Marked change }',
      shows:
        /<time datetime="2026-11-20">[^<]*<\/time>: Marked change[\s\S]*"correction":\[\{"@type":"CorrectionComment","datePublished":"2026-11-20"/i,
    },
    cta: {
      value: '{heading: Marked call, text: T, label: L, href: /tags/}',
      shows: /data-cta[\s\S]*Marked call/,
    },
    toc: { value: 'true', shows: /<nav[\s\S]*?href="#one"/ },
    noindex: { value: 'true', shows: /name="robots" content="noindex"/ },
    unlisted: { value: 'true', shows: /name="robots" content="noindex"/ },
    license: {
      value: 'CC BY-SA 4.0',
      shows: /<a rel="license" href="https:\/\/creativecommons\.org\/licenses\/by-sa\/4\.0\/">CC BY-SA 4\.0</,
    },
  },
  Author: {
    name: { value: 'Marked Name', shows: /<h1[^>]*>Marked Name</ },
    description: { value: 'Marked author.', shows: /Marked author\./ },
    url: { value: 'https://marked.example/', shows: /href="https:\/\/marked\.example\/"/ },
    organization: { value: 'true', shows: /"@type":"Organization"/ },
    profiles: {
      value: '[https://marked.example/me]',
      shows: /href="https:\/\/marked\.example\/me" rel="me /,
    },
    orcid: { value: '0000-0002-1825-0097', shows: /"sameAs":"https:\/\/orcid\.org\/0000-0002-1825-0097"/ },
    fediverse: {
      value: '"@marked@example.social"',
      file: 'posts/by-fediverse/index.html',
      shows: /@marked@example\.social/,
    },
  },
  Series: {
    title: { value: 'Marked series', shows: /<h1[^>]*>Marked series</ },
    description: { value: 'Marked order.', shows: /Marked order\./ },
  },
  Page: {
    title: { value: 'Marked page', shows: /<h1[^>]*>Marked page</ },
    description: { value: 'Marked purpose.', shows: /Marked purpose\./ },
    updated: { value: '2026-03-06', file: 'sitemap.xml', shows: /page-updated\/<\/loc><lastmod>2026-03-06/ },
    slug: { value: 'marked-page', file: 'marked-page/index.html', shows: /<h1/ },
    aliases: {
      value: '[/marked-too/]',
      file: '_redirects',
      shows: /^\/marked-too\/? \/page-aliases\/ 301$/m,
    },
    lang: { value: 'de', shows: /lang="de"/ },
    noindex: { value: 'true', shows: /name="robots" content="noindex"/ },
  },
};

const transcript = 'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>Marked words\n';

const required = { Post: 'title: A title', Author: 'name: Ann', Series: 'title: S', Page: 'title: P' };
const pathOf: Record<DocumentTypeName, (field: string) => string> = {
  Post: (field) => `posts/${field}`,
  Author: (field) => `authors/author-${field}`,
  Series: (field) => `series/series-${field}`,
  Page: (field) => `page-${field}`,
};

describe('a build uses the field', () => {
  let out: string;
  before(async () => {
    const files: Record<string, string | Uint8Array> = {
      'authors/ann.md': '---\nname: Ann\n---\n',
      'series/marks.md': '---\ntitle: Marks\n---\n',
    };
    for (const [type, fields] of Object.entries(examples) as [DocumentTypeName, Record<string, Example>][])
      for (const [field, { value }] of Object.entries(fields)) {
        const name =
          { Post: `posts/${field}/index`, Page: `pages/page-${field}` }[type as string] ??
          pathOf[type](field);
        const base = required[type].startsWith(`${field}:`) ? '' : `${required[type]}\n`;
        files[`${name}.md`] =
          type === 'Post'
            ? post({ [field]: value }, '## One\n\n## Two\n\nWords about bytes and memory.')
            : `---\n${base}${field}: ${value}\n---\n`;
        if (/\.png/.test(value)) files[`posts/${field}/a.png`] = await blackSquare(600);
        if (/\.mp3/.test(value)) files[`posts/${field}/a.mp3`] = silentMp3(5);
        if (/\.vtt/.test(value)) files[`posts/${field}/a.vtt`] = transcript;
        if (type === 'Author') files[`posts/by-${field}.md`] = post({ authors: `[author-${field}]` });
        // A series is published only with a post.
        if (type === 'Series') files[`posts/in-${field}.md`] = post({ series: `series-${field}` });
      }
    const folder = await writePublication(files);
    out = join(folder, 'built');
    const env = {
      CONTENT_DIR: folder,
      OUT_DIR: out,
      SITE_URL: 'https://example.org',
      BUILD_TIME: '2026-11-23',
    };
    const { code, output } = await runScript('build', env);
    assert.equal(code, 0, output);
  });

  for (const [type, fields] of Object.entries(examples) as [DocumentTypeName, Record<string, Example>][])
    for (const [field, { file, shows }] of Object.entries(fields))
      it(`${field} of ${type}`, () => {
        const path = join(out, file ?? `${pathOf[type](field)}/index.html`);
        if (shows) assert.ok(shows.test(readFileSync(path, 'utf8')), `${path} does not show ${shows}`);
        else assert.ok(!existsSync(path));
      });
});
