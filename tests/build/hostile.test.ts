import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { Nodes, Properties, Root } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { SKIP, visit } from 'unist-util-visit';
import { bundleBrowserModules } from '../../lib/browser/bundle';
import { writeText } from '../../lib/cache/texts';
import { absoluteUrl } from '../../lib/config/site';
import { type BodyText, readBody } from '../../lib/content/body';
import { itemHtml } from '../../lib/feeds/item-html';
import { type Picture, pictureElement } from '../../lib/images/picture';
import { renderMarkdown, shapeMarkdown } from '../../lib/markdown/render';
import { marks } from '../../lib/markdown/segments';
import { settle } from '../../lib/markdown/settle';
import { handOver } from '../../lib/next/handover';
import { renderPage } from '../../lib/next/render';
import type { PageInput, PostProps } from '../../lib/pages/props';
import { finishPage } from '../../lib/render/finish-page';
import { arrangements, attributes, breakouts, inversions, openings, references } from '../helpers/hostile';

/** The number of random posts. `RUNS=1000` is a long run. */
const runs = Number(process.env.RUNS ?? 25);

/** An element with its attributes, or a text, as a browser sees it. */
type SeenNode = string | { tag: string; attributes: Record<string, string>; children: SeenNode[] };

const picture: Picture = {
  width: 900,
  height: 600,
  kind: 'photo',
  tint: ['#123', '#123', '#123', '#456', '#456', '#456'],
  onPaper: false,
  base: '/media/0123456789/Bob%27s%20photo',
};

/** The targets of references. Each kind of file is resolved as in the check of a publication. */
function resolve(urls: Iterable<string>): Pick<BodyText, 'links' | 'assets'> {
  const links: BodyText['links'] = {};
  const assets: BodyText['assets'] = {};
  for (const url of urls) {
    links[url] = `/posts/${encodeURIComponent(url)}/#"&'<`;
    assets[url] = /\.png$/.test(url)
      ? { address: '/media/0123456789/x.webp', picture }
      : { address: `/media/0123456789/${encodeURIComponent(url)}`, bytes: 1 };
  }
  return { links, assets };
}

async function bodyFor(markdown: string): Promise<BodyText> {
  const { html, hasCode, references } = await renderMarkdown(markdown, 'en');
  const resolved = resolve(references.map(({ url }) => url));
  return { html: writeText(JSON.stringify(html)), hasCode, ...resolved };
}

/** The sanitized tree with its references resolved, as the page should show it. */
async function expectedOf(markdown: string): Promise<Root> {
  const shapes = await shapeMarkdown(markdown, 'en');
  assert.ok('tree' in shapes, JSON.stringify(shapes));
  const { tree: shaped, references } = shapes;
  const { tree } = settle(shaped);
  assertNothingNew(tree, shaped);
  const { links, assets } = resolve(references.map(({ url }) => url));
  const resolveIn = (node: Nodes, inLink: boolean): Nodes => {
    if (!('children' in node)) return node;
    if (node.type === 'element') {
      const { dataBlock, ...properties } = node.properties;
      for (const [name, value] of Object.entries(properties)) {
        const text = String(value);
        if (text.startsWith(marks.link)) properties[name] = links[text.slice(marks.link.length)];
        if (!text.startsWith(marks.asset)) continue;
        const asset = assets[text.slice(marks.asset.length)];
        const { src: _, ...rest } = properties;
        if (node.tagName === 'img' && asset?.picture)
          return pictureElement(
            asset.picture,
            rest,
            dataBlock === undefined ? 'inline' : inLink ? 'linked' : 'block',
          );
        properties[name] = asset?.address;
      }
      node.properties = properties;
    }
    const within = inLink || (node.type === 'element' && node.tagName === 'a');
    node.children = node.children.map((child) => resolveIn(child, within)) as typeof node.children;
    return node;
  };
  return resolveIn(tree, false) as Root;
}

/** Checks that the tree as browsers parse it has no element or attribute that the sanitized tree does not have. */
function assertNothingNew(settled: Root, sanitized: Root) {
  const known = new Set(['p', 'tbody', 'tr', 'colgroup', 'br']);
  const keys = ({ tagName, properties }: { tagName: string; properties: Properties }) => [
    tagName,
    ...Object.entries(attributesOf(properties)).map((pair) => JSON.stringify([tagName, ...pair])),
  ];
  visit(sanitized, 'element', (node) => {
    for (const key of keys(node)) known.add(key);
  });
  visit(settled, 'element', (node) => {
    for (const key of keys(node)) assert.ok(known.has(key), key);
  });
}

/** Attributes with their names in HTML. Those of SVG are in lower case. */
function attributesOf(properties: Properties): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    const htmlName = name
      .replace(/^className$/, 'class')
      .replace(/^(data|aria)(?=[A-Z])/, '$1-')
      .toLowerCase();
    attributes[htmlName] = value === true ? '' : [value].flat().join(' ').replace(/\r\n?/g, '\n');
  }
  return attributes;
}

function nodesOfTree(nodes: readonly Nodes[]): SeenNode[] {
  return joinTexts(
    nodes.flatMap((node): SeenNode[] => {
      if (node.type === 'text') return [node.value];
      if (node.type !== 'element') return [];
      return [
        {
          tag: node.tagName.toLowerCase(),
          attributes: attributesOf(node.properties),
          children: nodesOfTree(node.children),
        },
      ];
    }),
  );
}

function nodesOfPage(nodes: readonly DefaultTreeAdapterTypes.ChildNode[]): SeenNode[] {
  return joinTexts(
    nodes.flatMap((node): SeenNode[] => {
      if (node.nodeName === '#text') return [(node as DefaultTreeAdapterTypes.TextNode).value];
      if (!('tagName' in node)) return [];
      return [
        {
          tag: node.tagName.toLowerCase(),
          attributes: Object.fromEntries(node.attrs.map(({ name, value }) => [name.toLowerCase(), value])),
          children: nodesOfPage(node.childNodes),
        },
      ];
    }),
  );
}

function joinTexts(nodes: SeenNode[]): SeenNode[] {
  const joined: SeenNode[] = [];
  for (const node of nodes)
    if (typeof node === 'string' && typeof joined.at(-1) === 'string')
      joined.push(String(joined.pop()) + node);
    else if (node !== '') joined.push(node);
  return joined;
}

/** Removes the text of an article from its page, and returns it. */
function takeArticle(nodes: SeenNode[]): SeenNode[] | undefined {
  for (const node of nodes) {
    if (typeof node === 'string') continue;
    if (node.attributes.class?.split(' ').includes('e-content')) return node.children.splice(0);
    const found = takeArticle(node.children);
    if (found) return found;
  }
  return undefined;
}

/** The nodes without what a text may change elsewhere on its page: the policy and the style sheet. */
function withoutHead(nodes: SeenNode[]): SeenNode[] {
  return nodes
    .filter((node) => typeof node === 'string' || !['style', 'head'].includes(node.tag))
    .map((node) => (typeof node === 'string' ? node : { ...node, children: withoutHead(node.children) }));
}

function pageProps(body: BodyText): PageInput {
  return {
    route: '/posts/[...slug]',
    address: '/posts/hostile/',
    props: {
      href: '/posts/hostile/',
      slug: 'hostile',
      title: 'Hostile',
      summary: 'Nothing.',
      day: '2026-01-02',
      date: '2026-01-02T00:00:00.000Z',
      minutes: 1,
      words: 1,
      shape: [],
      state: 'published',
      noindex: false,
      authors: [],
      topics: [],
      contents: [],
      callToAction: false,
      changes: [],
      works: [],
      conversation: { threads: [], replies: [], likes: 0, reposts: 0 },
      recommended: [],
      translations: [],
      // An owner's fields are not in it.
      fields: {} as PostProps['fields'],
      body,
    },
  };
}

async function finishedPage(body: BodyText) {
  const page = pageProps(body);
  const { html, policy } = await finishPage(page, await renderPage(page));
  return { nodes: nodesOfPage(parse(html).childNodes), policy };
}

/** The sources of a policy, by directive. */
const sourcesOf = (policy: string) =>
  new Set(
    policy.split(/[;,] /).flatMap((part) =>
      part
        .split(' ')
        .slice(1)
        .map((one) => `${part.split(' ')[0]} ${one}`),
    ),
  );

const emptyPages = new Map<boolean, ReturnType<typeof finishedPage>>();

/** The same page without a text. */
async function emptyPage(hasCode: boolean) {
  const known = emptyPages.get(hasCode);
  if (known) return known;
  const page = finishedPage({ ...(await bodyFor('')), hasCode });
  emptyPages.set(hasCode, page);
  takeArticle((await page).nodes);
  return page;
}

before(async () => {
  const { modules, headScript } = await bundleBrowserModules();
  handOver({
    layoutProps: { navigation: [], pages: [], modules, optional: {}, headScript },
    pages: new Map(),
  });
});

/** Checks that the article on the finished page is the sanitized tree, and that nothing else is different. */
async function assertFaithful(markdown: string) {
  const expected = await expectedOf(markdown);
  const body = await bodyFor(markdown);
  const { nodes, policy } = await finishedPage(body);
  const article = takeArticle(nodes);
  const empty = await emptyPage(body.hasCode);

  assert.deepEqual(article, nodesOfTree(expected.children));
  assert.deepEqual(withoutHead(nodes), withoutHead(empty.nodes), 'nothing is outside the article');

  // The policy allows no more than what the article shows.
  const shown = new Set<string>();
  visit(expected, 'element', ({ tagName, properties }) => {
    for (const name of ['src', 'poster', 'dataPlayer']) {
      const address = properties[name];
      if (typeof address === 'string' && tagName !== 'iframe')
        shown.add(new URL(address, 'https://self.example').origin);
    }
  });
  const before = sourcesOf(empty.policy);
  for (const source of sourcesOf(policy)) {
    const [directive = '', value = ''] = source.split(' ');
    if (before.has(source) || directive === 'style-src') continue;
    assert.match(directive, /^(?:img|media|frame)-src$/, source);
    if (directive === 'frame-src')
      assert.match(value, /^https:\/\/(?:www\.youtube-nocookie|player\.vimeo)\.com$/);
    else if (value !== "'self'") assert.ok(shown.has(value), source);
  }
  assertHarmless(itemHtml(readBody(body, '').html, absoluteUrl('/posts/hostile/'), {}), expected);
}

function contains(tree: Nodes, tagName: string): boolean {
  let isFound = false;
  visit(tree, 'element', (node) => {
    isFound ||= node.tagName === tagName;
  });
  return isFound;
}

/** Checks that a feed reader that shows an item unchanged runs nothing, and shows the words of the article. */
function assertHarmless(item: string, article: Root) {
  const nodes = nodesOfPage(parse(`<!doctype html>${item}`).childNodes);
  const textIn = (list: SeenNode[]): string =>
    list
      .map((node) => {
        if (typeof node === 'string') return node;
        assert.doesNotMatch(
          node.tag,
          /^(?:script|style|iframe|frame|object|embed|form|button|meta|base|link|svg|math|template)$/,
        );
        for (const [name, value] of Object.entries(node.attributes)) {
          assert.doesNotMatch(name, /^on|^style$|^srcdoc$|^action$|^data-/);
          if (name === 'src' || name === 'href')
            assert.doesNotMatch(value, /^\s*(?:javascript|data|vbscript):/i);
        }
        return textIn(node.children);
      })
      .join('');
  const words = textIn(nodes).replace(/\s+/g, '');
  visit(article, 'element', (node) => {
    if (node.tagName === 'math' || node.properties.className) return SKIP;
    if (node.tagName === 'p' && !contains(node, 'math'))
      assert.ok(words.includes(textOf(node).replace(/\s+/g, '')), textOf(node));
    return undefined;
  });
}

describe('the page of a hostile text is the sanitized tree:', () => {
  const minimal: Record<string, string> = {
    'a title that looks like an image, before an image':
      '<div title="<img ">hello</div>\n\n![><script src=/media/0/evil.js></script>](x.png)',
    'an alternative text that looks like a marker': '![src="asset:x.png" data-block=""](x.png)',
    'a link within a link': '<a href="a.md">one <table><tr><td><a href="b.md">two</a></td></tr></table></a>',
    'a player within a link': '<a href="a.md"><iframe src="https://www.youtube.com/embed/x"></iframe></a>',
    'an image as the only content of a paragraph within a link':
      '<a href="a.md"><p><img src="x.png" alt=""></p></a>',
    'a paragraph within a paragraph': '<p><button><p>one</p></button></p>',
    'a cell without a table': '<td>one</td> <tr>two',
    'blank lines at the start of preformatted text': '<pre>\n\n\none</pre>',
    'names with special characters': '![a](<Bob\'s "b" &amp; \\<c> `d`.png>) [b](<it\'s "so".md>)',
    'URLs of quotations': '<blockquote cite="/a/?b&c">one</blockquote><q cite="//d.example/">two</q>',
    'elements that are not closed': '<b><i><a href="a.md"><div>one\n\n<section>two',
  };
  for (const [name, markdown] of Object.entries(minimal)) it(name, () => assertFaithful(markdown));

  it('every attribute before, after and around every kind of reference', async () => {
    const all = inversions();
    assert.ok(all.length >= 200, String(all.length));
    for (let at = 0; at < all.length; at += 65) await assertFaithful(all.slice(at, at + 65).join('\n\n'));
  });

  it('a random mixture', async () => {
    const text = fc.oneof(fc.constantFrom(...openings, ...breakouts), fc.string({ unit: 'grapheme' }));
    const tags = fc.constantFrom(
      ...['a href="o.md"', 'p', 'div', 'b', 'i', 'table', 'tr', 'td', 'ul', 'li', 'details', 'summary'],
      ...[
        'h2',
        'blockquote',
        'pre',
        'code',
        'ruby',
        'rt',
        'section',
        'figure',
        'button',
        'select',
        'svg',
        'math',
      ],
      ...[
        'object',
        'form',
        'template',
        'noscript',
        'textarea',
        'iframe',
        'lp-figure',
        'lp-video src="c.mp4"',
      ],
    );
    const piece = fc.oneof(
      {
        weight: 3,
        arbitrary: fc
          .tuple(fc.constantFrom(...Object.values(attributes)), text)
          .map(([template, value]) => template(value)),
      },
      {
        weight: 3,
        arbitrary: fc
          .tuple(fc.constantFrom(...Object.values(references)), text)
          .map(([template, value]) => template(value)),
      },
      fc
        .tuple(
          fc.constantFrom(...arrangements),
          fc.constantFrom(...inversions()),
          fc.constantFrom(...inversions()),
        )
        .map(([arrange, a, b]) => arrange(a, b)),
      {
        weight: 4,
        arbitrary: fc
          .tuple(tags, fc.boolean())
          .map(([tag, isEnd]) => (isEnd ? `</${tag.split(' ')[0]}>` : `<${tag}>`)),
      },
      text,
    );
    const post = fc
      .array(fc.tuple(piece, fc.constantFrom('', ' ', '\n', '\n\n')), { maxLength: 12 })
      .map((pieces) =>
        pieces
          .flat()
          .join('')
          .replace(/\{[\d-]{5,}\}/g, ''),
      );
    await fc.assert(fc.asyncProperty(post, assertFaithful), { numRuns: runs });
  });
});
