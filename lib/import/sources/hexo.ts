import type { Archive, SourceDocument } from '../archive';
import { listOf, textOf } from '../text';
import {
  addressBy,
  hasFile,
  isText,
  pathOfField,
  readConfig,
  readMarkdown,
  type Source,
  valuesOf,
} from './source';

/** Hexo (https://hexo.io/docs/permalinks). */
export const hexo: Source = {
  name: 'Hexo',
  takes: 'a folder with _config.yml and source/_posts/',
  recognizes: (files) => hasFile(files, /^source\/_posts\//),
  read(context) {
    const { files } = context;
    const config = readConfig(files, ['_config.yml', '_config.yaml']);
    const timeZone = textOf(config.timezone) || undefined;
    const pattern = context.permalink ?? (textOf(config.permalink) || ':year/:month/:day/:title/');
    const documents: SourceDocument[] = [];
    for (const path of files.list()) {
      if (!path.startsWith('source/') || !isText(path)) continue;
      const found = /^source\/(_posts|_drafts)\/(.*)$/.exec(path);
      if (!found && path.startsWith('source/_')) continue;
      const file = readMarkdown(path, context, true);
      const name = (found?.[2] ?? path.slice('source/'.length)).replace(/\.\w+$/, '').replace(/\/index$/, '');
      const values = valuesOf(file, '', timeZone);
      if (found?.[1] === '_drafts') file.fields.draft = true;
      const { permalink, alias, aliases, ...fields } = file.fields;
      const own = pathOfField(permalink);
      documents.push({
        ...file,
        // Files of a post are in a folder of its name.
        folder: found ? path.replace(/\.\w+$/, '') : file.folder,
        fields,
        kind: found ? 'post' : 'page',
        format: 'markdown',
        syntaxes: ['hexo'],
        headingIds: 'github',
        addresses: [
          own ??
            (found
              ? addressBy(pattern, { ...values, name, slug: file.name }, `/${name}/`, file, context.report)
              : `/${name}/`),
          ...listOf(alias ?? aliases).flatMap((one) => pathOfField(one) ?? []),
        ],
      });
    }
    const url = textOf(config.url).replace(/\/+$/, '');
    return {
      system: 'Hexo',
      siteUrl: /^https?:/.test(url) ? url : undefined,
      language: listOf(config.language)[0],
      timeZone,
      documents,
      authors: textOf(config.author) ? [{ names: [textOf(config.author)], name: textOf(config.author) }] : [],
      staticFolders: ['source'],
      feeds: ['/atom.xml', '/rss2.xml', '/feed.xml'],
      lists: [
        `/${textOf(config.tag_dir) || 'tags'}/:tag/`,
        `/${textOf(config.category_dir) || 'categories'}/:tag/`,
        '/archives/:year/',
        '/archives/:year/:month/',
      ],
    } satisfies Archive;
  },
};
