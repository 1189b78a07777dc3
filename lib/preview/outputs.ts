import type { Post } from 'contentlayer/generated';
import { readSettings } from '../config/env';
import { allRoutes, type Route } from '../config/routes';
import { site } from '../config/site';
import { readBody } from '../content/body';
import type { Publication } from '../content/publication';
import { itemHtml } from '../feeds/item-html';
import { pagesOf } from '../pages';
import type { Catalog } from '../pages/catalog';
import { kinds } from '../render/kinds';
import { fileOf, type Output } from '../render/output';
import { type MakeIndex, searchFiles } from '../render/search';
import { type Site, siteOf } from '../render/site';
import { movedDocuments, redirectsOf } from '../text-files/alias-pages';
import { encodePath, feedFiles } from '../util/addresses';
import { readerPage } from './reader-page';

type Kind = Output['kind'];

/** The kinds of outputs, those that are listed fastest first. */
const kindsInOrder: Kind[] = [
  ...(['route', 'icon', 'feeds', 'podcast', 'formula', 'file', 'image'] as const),
  ...(['text', 'card', 'markdown', 'llms', 'page'] as const),
];

/** All files of one version of the publication in the preview. Each is rendered only when it is requested. */
export class PreviewOutputs {
  private readonly site: Site;
  private readonly redirects: ReadonlyMap<string, string>;
  private readonly posts: ReadonlyMap<string, Post>;
  /** The outputs that have been listed, by kind. */
  private readonly listed = new Map<Kind, Promise<Map<string, Output>>>();

  /**
   * @param origin of the preview itself, such as `http://localhost:3000`
   * @param makeIndex makes the search index when it is first requested
   */
  constructor(
    publication: Publication,
    private readonly catalog: Catalog,
    private readonly origin: string,
    makeIndex: MakeIndex,
  ) {
    this.site = siteOf(publication, catalog, {
      publicDir: readSettings().publicDir,
      searchFiles: () => searchFiles(publication, catalog, makeIndex),
    });
    this.posts = new Map(catalog.posts.map((post) => [post.path, post]));
    this.redirects = new Map(
      redirectsOf(movedDocuments(catalog)).redirects.map(({ from, to }) => [decodeURIComponent(from), to]),
    );
  }

  /** The output with a file. @param path the path of the file, not percent-encoded, such as `/posts/x/index.html` */
  async find(path: string): Promise<Output | undefined> {
    if (path.startsWith('/preview/')) return this.aboutLinks(path);
    const page = path.endsWith('.html') ? this.pageAt(path) : undefined;
    if (page) return page;
    const post = this.posts.get(path.slice(0, path.lastIndexOf('/') + 1));
    for (const kind of post ? (['card', 'markdown'] as const) : []) {
      const found = (await byPath(list(kind, this.only(post)))).get(path);
      if (found) return found;
    }
    for (const kind of path.startsWith('/search/') ? [...kindsInOrder, 'search' as const] : kindsInOrder) {
      const found = (await this.outputsOf(kind)).get(path);
      if (found) return found;
    }
    return undefined;
  }

  /** The page of a file. Lists no more pages than it has to. */
  private pageAt(path: string): Output | undefined {
    const post = this.posts.get(path.replace(/index\.html$/, ''));
    const routes = post
      ? ['/posts/[...slug]' as const]
      : allRoutes.map(([route]) => route).filter(hasNoPosts);
    for (const route of routes)
      for (const { page } of pagesOf(route, post ? this.only(post) : this.site))
        if (fileOf(decodeURIComponent(page.address)) === path) return { kind: 'page', path, page };
    return undefined;
  }

  /** A site without the other posts, to list what belongs to one. */
  private only(post: Post | undefined): Site {
    const posts = post ? [post] : [];
    return { ...this.site, catalog: { ...this.catalog, posts, allPosts: posts, drafts: [] } };
  }

  /** The target of a redirect, percent-encoded. @param path the old address, not percent-encoded */
  redirectOf(path: string): string | undefined {
    return this.redirects.get(path);
  }

  private outputsOf(kind: Kind): Promise<Map<string, Output>> {
    const listed = this.listed.get(kind) ?? byPath(list(kind, this.site));
    this.listed.set(kind, listed);
    return listed;
  }

  /** The pages that show how links to a post look elsewhere, and its text in a feed reader. */
  private aboutLinks(path: string): Output | undefined {
    const [, kind, slug = ''] = /^\/preview\/(links|feed)\/(.+)\/index\.html$/.exec(path) ?? [];
    const post = this.catalog.findPost(slug);
    if (!post) return undefined;
    for (const { page } of pagesOf('/posts/[...slug]', this.only(post))) {
      if (page.route !== '/posts/[...slug]') continue;
      const { body, ...props } = page.props;
      if (kind === 'links')
        return {
          kind: 'page',
          path,
          page: {
            route: '/preview/links/[...slug]',
            address: encodePath(`/preview/links/${slug}/`),
            props,
          },
        };
      const { title, lang } = props;
      const { formulas } = this.site.textOf(post._id);
      const item = itemHtml(readBody(body, '').html, this.origin + page.address, formulas);
      return { kind: 'text', path, content: readerPage(item, title, lang ?? site.language) };
    }
    return undefined;
  }
}

const hasNoPosts = (route: Route) => route !== '/posts/[...slug]';

const list = (kind: Kind, site: Site): Iterable<Output> | AsyncIterable<Output> => kinds[kind].list(site);

/** Outputs by the paths of their files. */
async function byPath(outputs: Iterable<Output> | AsyncIterable<Output>): Promise<Map<string, Output>> {
  const found = new Map<string, Output>();
  for await (const output of outputs)
    if (output.kind === 'feeds')
      for (const name of Object.values(feedFiles)) found.set(output.path + name, output);
    else if (output.kind === 'image')
      // One variant at a time, because a browser requests only one of them.
      for (const variant of output.variants)
        found.set(decodeURIComponent(variant.address), { ...output, variants: [variant] });
    else found.set(output.path, output);
  return found;
}
