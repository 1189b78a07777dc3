import type { Archive, HeadingIds, ReadContext, SourceDocument, SourceFiles, Syntax } from '../archive';
import { expandPermalink } from '../permalink';
import { listOf, textOf } from '../text';
import { isDraft, isText, pathOfField, type ReadFile, readMarkdown, valuesOf } from './source';

/** How a project of Markdown files and programs is read. */
export interface Project {
  system: string;
  siteUrl?: string;
  syntaxes: readonly Syntax[];
  headingIds: HeadingIds;
  staticFolders: readonly string[];
  feeds: readonly string[];
  lists?: readonly string[];
  pathPrefixes?: Readonly<Record<string, string>>;
  pagesInCode?: RegExp;
  isExport?: true;
  /** Folders with documents, each with a slash at its end; an empty one is the whole project. */
  roots: readonly string[];
  /** The old address of a document. @param relative its path below its root, without an extension or `/index` */
  addressOf(file: ReadFile, root: string, relative: string): string | undefined;
  /** Folders with documents of authors. */
  authorFolders?: RegExp;
}

/** What the plugins of a project add to Markdown. */
function pluginSyntaxes(files: SourceFiles): Syntax[] {
  const packages = files.has('package.json') ? files.text('package.json') : '';
  const hasCaptions = () =>
    files.list().some(
      (path) =>
        // In the configuration, at the root.
        /^[^/]+\.[cm]?[jt]s$/.test(path) && /\bfigcaption\s*:\s*(?:true|["']alt)/.test(files.text(path)),
    );
  return [
    ...(packages.includes('markdown-it-multimd-table') ? ['multiline-tables' as const] : []),
    ...(packages.includes('markdown-it-implicit-figures') && hasCaptions()
      ? ['implicit-figures' as const]
      : []),
  ];
}

/** Reads the documents of a project. */
export function readProject(project: Project, context: ReadContext): Archive {
  const documents: SourceDocument[] = [];
  const authors: Archive['authors'] = [];
  const syntaxes = [...pluginSyntaxes(context.files), ...project.syntaxes];
  for (const path of context.files.list()) {
    if (!isText(path)) continue;
    const root = project.roots.find((one) => path.startsWith(one));
    const file = readMarkdown(path, context);
    if (project.authorFolders?.test(path)) {
      const name = textOf(file.fields.name ?? file.fields.title) || file.name;
      authors.push({
        names: [file.name, name],
        name,
        description:
          textOf(file.fields.bio ?? file.fields.occupation ?? file.fields.description) || undefined,
        url: textOf(file.fields.url ?? file.fields.website ?? file.fields.github) || undefined,
        biography: file.text.trim() || undefined,
      });
      continue;
    }
    if (root === undefined) continue;
    const relative = path
      .slice(root.length)
      .replace(/\.\w+$/, '')
      .replace(/(?:^|\/)index$/, '');
    const section = relative.split('/').slice(0, -1).join('/');
    const values = valuesOf(file, section);
    // In a code project, a Markdown file without front matter is rarely site content.
    if (!file.hasFrontMatter && root === '' && project.system !== 'Obsidian' && project.system !== 'Markdown')
      continue;
    const { permalink, redirect_from, redirectFrom, aliases, ...fields } = file.fields;
    const own =
      typeof permalink === 'string' && !permalink.includes('{{') ? pathOfField(permalink) : undefined;
    const address =
      own ??
      (context.permalink ? expandPermalink(context.permalink, values) : undefined) ??
      project.addressOf(file, root, relative);
    documents.push({
      ...file,
      // In Obsidian, aliases are other names of a note.
      fields: project.system === 'Obsidian' && aliases ? { ...fields, 'other-names': aliases } : fields,
      kind: values.day || isDraft(fields) ? 'post' : 'page',
      format: 'markdown',
      syntaxes: /\.mdx$/i.test(path) && !syntaxes.includes('mdx') ? [...syntaxes, 'mdx'] : syntaxes,
      headingIds: project.headingIds,
      addresses: [
        ...(address ? [address] : []),
        ...listOf(
          redirect_from ?? redirectFrom ?? (project.system === 'Obsidian' ? undefined : aliases),
        ).flatMap((from) => pathOfField(from) ?? []),
      ],
    });
  }
  return {
    system: project.system,
    siteUrl: project.siteUrl,
    documents,
    authors,
    staticFolders: project.staticFolders,
    feeds: [...project.feeds],
    lists: project.lists,
    pagesInCode: project.pagesInCode,
    isExport: project.isExport,
    pathPrefixes: project.pathPrefixes,
  };
}
