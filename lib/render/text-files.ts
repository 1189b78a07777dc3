import { readText } from '../cache/texts';
import { site as config } from '../config/site';
import { documentsOf } from '../content/publication';
import { chaptersFile, chaptersJson } from '../pages/episodes';
import { feedsAsOpml } from '../pages/feeds';
import { currentVersionPath, movedHistories } from '../pages/history';
import { aliasPage } from '../text-files/alias-pages';
import { humans, securityTxt } from '../text-files/humans';
import { llms } from '../text-files/llms';
import { oEmbed } from '../text-files/oembed';
import { robots } from '../text-files/robots';
import { feedStylesFile } from '../util/addresses';
import type { Site } from './site';
import { feedStyles } from './styles';

/** Small text files, and the diagrams of articles. */
export async function* textFiles({
  publication,
  catalog,
}: Site): AsyncGenerator<[path: string, content: string]> {
  yield ['/feeds.opml', feedsAsOpml(catalog)];
  yield [feedStylesFile, await feedStyles()];
  for (const post of catalog.posts) yield [`${post.path}oembed.json`, oEmbed(post, catalog)];
  for (const post of [...catalog.allPosts, ...catalog.drafts])
    if (post.chapters.length > 0) yield [post.path + chaptersFile, chaptersJson(post)];
  // Its later page must not be hidden by a permanent redirect, which browsers would remember.
  if (config.history)
    for (const post of catalog.allPosts) yield [`${currentVersionPath(post)}index.html`, aliasPage(post)];
  for (const [path, target] of movedHistories(catalog, publication.versions))
    yield [`${path}index.html`, aliasPage(target)];
  yield ['/robots.txt', robots()];
  yield ['/humans.txt', humans(catalog)];
  yield ['/llms.txt', llms(catalog)];
  const key = config.notify?.indexNow?.key;
  if (key) yield [`/${key}.txt`, key];
  const security = securityTxt();
  if (security) yield ['/.well-known/security.txt', security];
  // Several articles may have the same diagram.
  const diagrams = new Map<string, string>();
  for (const { text } of documentsOf(publication))
    for (const [path, svg] of Object.entries(text.diagrams)) diagrams.set(path, svg);
  for (const [path, svg] of diagrams) yield [path, readText(svg)];
}
