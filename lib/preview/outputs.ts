import { readSettings } from '../config/env';
import { site } from '../config/site';
import { readBody } from '../content/body';
import type { Publication } from '../content/publication';
import { itemHtml } from '../feeds/item-html';
import { pagesOf } from '../pages';
import type { Catalog } from '../pages/catalog';
import { imageOutputs, searchOutputs, siteOutputs } from '../render';
import type { Output } from '../render/output';
import { type MakeIndex, type Site, siteOf } from '../render/site';
import { movedDocuments, redirectsOf } from '../text-files/alias-pages';
import { encodePath, feedFiles } from '../util/addresses';
import { readerPage } from './reader-page';

/** All files of one version of the publication in the preview. Each is rendered only when it is requested. */
export class PreviewOutputs {
  private readonly site: Site;
  private readonly redirects: ReadonlyMap<string, string>;
  private listed: Promise<Map<string, Output>> | undefined;
  private searchListed: Promise<Map<string, Output>> | undefined;

  /**
   * @param origin of the preview itself, such as `http://localhost:3000`
   * @param makeIndex makes the search index when it is first requested
   */
  constructor(
    publication: Publication,
    catalog: Catalog,
    private readonly origin: string,
    makeIndex: MakeIndex,
  ) {
    this.site = siteOf(publication, catalog, readSettings().publicDir, makeIndex);
    this.redirects = new Map(
      redirectsOf(movedDocuments(catalog)).redirects.map(({ from, to }) => [decodeURIComponent(from), to]),
    );
  }

  /** The output with a file. @param path the path of the file, not percent-encoded, such as `/posts/x/index.html` */
  async find(path: string): Promise<Output | undefined> {
    if (path.startsWith('/preview/')) return this.aboutLinks(path);
    this.listed ??= byPath(this.siteOutputs());
    const found = (await this.listed).get(path);
    if (found || !path.startsWith('/search/')) return found;
    this.searchListed ??= byPath(searchOutputs(this.site));
    return (await this.searchListed).get(path);
  }

  private async *siteOutputs(): AsyncGenerator<Output> {
    yield* siteOutputs(this.site);
    yield* await imageOutputs(this.site);
  }

  /** The target of a redirect, percent-encoded. @param path the old address, not percent-encoded */
  redirectOf(path: string): string | undefined {
    return this.redirects.get(path);
  }

  /** The pages that show how links to a post look elsewhere, and its text in a feed reader. */
  private aboutLinks(path: string): Output | undefined {
    const [, kind, slug = ''] = /^\/preview\/(links|feed)\/(.+)\/index\.html$/.exec(path) ?? [];
    for (const { page } of pagesOf('/posts/[...slug]', this.site)) {
      if (page.route !== '/posts/[...slug]' || page.props.slug !== slug) continue;
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
      const post = this.site.catalog.findPost(slug);
      const formulas = post ? this.site.textOf(post._id).formulas : {};
      const item = itemHtml(readBody(body, '').html, this.origin + page.address, formulas);
      return { kind: 'text', path, content: readerPage(item, title, lang ?? site.language) };
    }
    return undefined;
  }
}

/** Outputs by the paths of their files. */
async function byPath(outputs: AsyncIterable<Output>): Promise<Map<string, Output>> {
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
