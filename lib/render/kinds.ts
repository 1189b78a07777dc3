import { imageCodeHash } from '../cache/code-hash';
import { readText } from '../cache/texts';
import { renderIcon } from '../cards/icons';
import { CardRenderer } from '../cards/index';
import { fixedRoutes } from '../config/routes';
import { site as config } from '../config/site';
import { isListed } from '../content/entry';
import { documentsOf } from '../content/publication';
import { podcastFile } from '../feeds/podcast';
import { encodeVariants, renderFormula } from '../images/encode';
import { renderPage } from '../next/render';
import { allCards } from '../pages/cards';
import { allFeeds, podcastFeed } from '../pages/feeds';
import { pagesOf, sitePages } from '../pages/index';
import { renderMarkdownFile } from '../text-files/markdown';
import { type SitemapEntry, sitemapEntry, sitemapFiles } from '../text-files/sitemap';
import { iconAddresses } from '../util/addresses';
import { renderFeed } from './feeds';
import { contentOfFile, fileOutputs } from './files';
import { finishPage } from './finish-page';
import { llmsOutput, markdownOutputs } from './markdown';
import { mediaOf } from './media';
import { fileOf, type Output, type OutputOf, type RenderedOutput } from './output';
import type { Site } from './site';
import { textFiles } from './text-files';

/** A kind of output. */
interface Kind<K extends Output['kind']> {
  /** Lists the outputs of a site. Pages also list the sitemap, which follows from the same data. */
  list(site: Site): Iterable<Listed<K>> | AsyncIterable<Listed<K>>;
  /** Listed at a time of its own; see `listOutputs`. */
  isSeparate?: true;
  /** Renders the files of an output. */
  render(output: OutputOf<K>): Promise<RenderedOutput> | RenderedOutput;
}

type Listed<K extends Output['kind']> = OutputOf<K> | OutputOf<'text'>;

/** All kinds of outputs. Pages are listed late, because they need the recommendations, which take a while. */
export const kinds: { [K in Output['kind']]: Kind<K> } = {
  route: {
    *list(site) {
      for (const { route, address } of fixedRoutes)
        if (!isPage(address))
          for (const { page } of pagesOf(route, site)) yield { kind: 'route', path: pathOf(address), page };
    },
    render: async ({ path, page }) => ({ files: [[path, await renderPage(page)]] }),
  },
  feeds: {
    *list({ catalog, textOf }) {
      for (const { path, feed } of allFeeds(catalog, textOf)) yield { kind: 'feeds', path, feed };
    },
    render: ({ path, feed }) => ({
      files: Object.entries(renderFeed(feed)).map(([name, content]) => [path + name, content]),
    }),
  },
  podcast: {
    *list({ catalog, textOf }) {
      const feed = podcastFeed(catalog, textOf);
      if (feed) yield { kind: 'podcast', path: `/${podcastFile}`, feed };
    },
    render: ({ feed }) => ({
      files: Object.entries(renderFeed(feed)).map(([name, content]) => [`/${name}`, content]),
    }),
  },
  card: {
    *list({ catalog, textOf }) {
      for (const { path, card } of allCards(catalog, textOf)) yield { kind: 'card', path, card };
    },
    async render({ path, card }) {
      renderer ??= new CardRenderer();
      const file = card.picture && (await contentOfFile(card.picture));
      return { files: [[path, await renderer.render(card, file)]] };
    },
  },
  icon: {
    *list({ publication }) {
      for (const path of iconAddresses)
        if (!publication.publicFiles.includes(path)) yield { kind: 'icon', path, title: config.title };
    },
    render: async ({ path, title }) => ({ files: [[path, await renderIcon(path, title)]] }),
  },
  markdown: {
    list: markdownOutputs,
    render: async ({ path, post }) => ({ files: [[path, await renderMarkdownFile(post)]] }),
  },
  llms: {
    list: llmsOutput,
    async render({ path, head, posts }) {
      const texts: string[] = [];
      for (const post of posts) texts.push(await renderMarkdownFile(post));
      return { files: [[path, [`${head}\n`, ...texts].join('\n')]] };
    },
  },
  text: {
    async *list(site) {
      for await (const [path, content] of textFiles(site)) yield { kind: 'text', path, content };
    },
    render: ({ path, content }) => ({ files: [[path, content]] }),
  },
  page: {
    async *list(site) {
      await site.recommending;
      const sitemap: SitemapEntry[] = [];
      for (const sitePage of sitePages(site)) {
        const { page } = sitePage;
        if (!isPage(page.address)) continue;
        const entry = sitemapEntry(sitePage);
        if (entry) sitemap.push(entry);
        yield { kind: 'page', path: pathOf(page.address), page };
      }
      for (const [path, content] of sitemapFiles(sitemap)) yield { kind: 'text', path, content };
    },
    async render({ path, page }) {
      const { html, policy } = await finishPage(page, await renderPage(page));
      return { files: [[path, html]], policy };
    },
  },
  search: {
    isSeparate: true,
    async *list(site) {
      for (const [path, text] of await site.searchFiles()) yield { kind: 'search', path, text };
    },
    render: ({ path, text }) => ({ files: [[path, readText(text)]] }),
  },
  formula: {
    *list({ publication }) {
      const formulas = new Map<string, string>();
      // Only feeds show formulas as images.
      for (const entry of publication.entries)
        if (entry.file.type === 'Post' && isListed(entry))
          for (const { address, svg } of Object.values(entry.text.formulas)) formulas.set(address, svg);
      for (const [path, svg] of formulas) yield { kind: 'formula', path, svg };
    },
    render: async ({ path, svg }) => ({ files: [[path, await renderFormula(readText(svg))]] }),
  },
  image: {
    isSeparate: true,
    async *list({ publication }) {
      const code = await imageCodeHash();
      for (const { variants, ...medium } of mediaOf(documentsOf(publication)).values())
        if (variants) yield { kind: 'image', ...medium, variants, code };
    },
    render: renderImage,
  },
  file: {
    list: fileOutputs,
    render: async (output) => ({ files: [[output.path, await contentOfFile(output)]] }),
  },
};

const isPage = (address: string) => /\/$|\.html$/.test(address);
const pathOf = (address: string) => fileOf(decodeURIComponent(address));

let renderer: CardRenderer | undefined;

async function renderImage(output: OutputOf<'image'>): Promise<RenderedOutput> {
  const content = await contentOfFile(output);
  try {
    const encoded = await encodeVariants(content, output.variants);
    return { files: encoded.map(([{ address }, bytes]) => [decodeURIComponent(address), bytes]) };
  } catch (error) {
    throw new Error(`${output.from} cannot be encoded. Save it again in an image editor.`, { cause: error });
  }
}
