import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseXml } from '@rgrove/parse-xml';
import type { Author, Post } from 'contentlayer/generated';
import fc from 'fast-check';
import { sitePages } from '../../lib/pages';
import { makeCatalog } from '../../lib/pages/catalog';
import { sitemapEntry, sitemapFiles } from '../../lib/text-files/sitemap';

/** A post with the fields that lists of posts use. */
function postOf(at: number, year: number): Post {
  const slug = `p${at}`;
  const day = `${year}-01-01`;
  const post: Partial<Post> = {
    _id: `posts/${slug}.md`,
    slug,
    path: `/posts/${slug}/`,
    title: `Post ${at}`,
    excerpt: '',
    date: `${day}T00:00:00Z`,
    day,
    tags: [],
    authors: ['desk'],
    aliases: [],
    changes: [],
    chapters: [],
    discussion: [],
    minutes: 1,
    state: 'published',
    noindex: false,
  };
  return post as Post;
}

const author: Partial<Author> = {
  _id: 'authors/desk.md',
  slug: 'desk',
  path: '/authors/desk/',
  name: 'Desk',
  excerpt: '',
};

const emptyContent = {
  body: { html: '', hasCode: false, links: {}, assets: {} },
  headings: [],
  words: 0,
  sections: [],
  formulas: {},
  works: [],
};

const noContent = {
  textOf: () => emptyContent,
  conversations: {},
  versionsOf: () => ({ earlier: [], current: '' }),
};

function pagesOf(years: readonly number[]) {
  const posts = years.map((year, at) => postOf(at, year));
  const catalog = makeCatalog({ posts, authors: [author as Author], series: [], pages: [] }, new Map());
  return Array.from(sitePages({ catalog, ...noContent }), ({ page }) => page);
}

describe('the pages of a site', () => {
  it('list every post once in the archive and once on the pages of its author, which stay small', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 2015, max: 2026 }), { maxLength: 60 }),
        fc.constantFrom(0, 940, 1001),
        (some, more) => {
          const years = [...some, ...Array.from({ length: more }, (_, at) => 2010 + (at % 12))];
          const all = years.map((_, at) => `/posts/p${at}/`).sort();
          const archived: string[] = [];
          const ofAuthor: string[] = [];
          const linked: string[] = [];
          const addresses = new Set<string>();
          for (const page of pagesOf(years)) {
            assert.ok(!addresses.has(page.address), page.address);
            addresses.add(page.address);
            if (page.route === '/archive') {
              archived.push(...page.props.years.flatMap(({ posts }) => posts.map(({ href }) => href)));
              linked.push(...page.props.yearPages.map(({ href }) => href));
            } else if (page.route === '/archive/[year]') {
              archived.push(...page.props.posts.map(({ href }) => href));
              assert.ok(page.props.posts.every(({ day }) => day.startsWith(page.props.year)));
              assert.ok(linked.includes(page.address));
            } else if (
              page.route === '/authors/[author]' ||
              page.route === '/authors/[author]/page/[number]'
            ) {
              assert.ok(page.props.list.posts.length <= 20);
              ofAuthor.push(...page.props.list.posts.map(({ href }) => href));
            }
          }
          assert.deepEqual(archived.sort(), all);
          assert.deepEqual(ofAuthor.sort(), all);
          assert.equal(linked.length > 0, years.length > 1000);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('list a post in the year of its date as written, and the years in order', () => {
    const posts = [
      { ...postOf(0, 2025), date: '2024-12-31T10:30:00.000Z' },
      { ...postOf(1, 2024), date: '2025-01-01T09:30:00.000Z' },
    ];
    const { years } = makeCatalog({ posts, authors: [], series: [], pages: [] }, new Map());
    assert.deepEqual(
      years.map(({ year, posts }) => [year, posts.map(({ slug }) => slug)]),
      [
        ['2025', ['p0']],
        ['2024', ['p1']],
      ],
    );
  });
});

describe('the sitemap', () => {
  it('is well-formed with any characters in an address or a language', () => {
    const odd = '\u0001\u0085\uffff\u202e<&"\'>]]>';
    const posts = ['en', odd].map((lang, at) => ({
      ...postOf(at, 2025),
      slug: `${at}${odd}`,
      path: `/posts/${at}${odd}/`,
      lang,
      translationOf: `0${odd}`,
      tags: [`a${odd}`],
      updated: '2025-01-02T00:00:00.000Z',
    }));
    const catalog = makeCatalog({ posts, authors: [], series: [], pages: [] }, new Map());
    const pages = [...sitePages({ catalog, ...noContent })];
    const entries = pages.flatMap((page) => sitemapEntry(page) ?? []);
    const [[path, content] = []] = sitemapFiles(entries);
    assert.equal(path, '/sitemap.xml');
    const { root } = parseXml(content ?? '');
    assert.equal(
      root?.children.filter((child) => child.type === 'element').length,
      content?.match(/<url>/g)?.length,
    );
  });
});
