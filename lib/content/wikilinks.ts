import { readdirSync } from 'node:fs';
import { posix, sep } from 'node:path';
import { type WikiTarget, type WikiTargets, wikiNamesIn } from '../markdown/wikilinks';
import { isHiddenName, nameKey } from '../util/names';
import type { ContentFile } from './files';
import { readFrontMatter } from './front-matter';
import { splitSource } from './source';

/** What wikilinks need to know about a document before any text is rendered. */
export interface WikiFacts {
  title?: string;
  slug?: string;
  /** The names in its own wikilinks, with those in its code. */
  links: string[];
}

/** Reads the facts about a document. */
export function wikiFactsOf(bytes: Uint8Array): WikiFacts {
  const source = splitSource('', bytes);
  if ('message' in source) return { links: [] };
  const { title, slug } = readFrontMatter(source, 'Post').fields;
  const named = title ?? readFrontMatter(source, 'Author').fields.name;
  return { title: named?.value, slug: slug?.value, links: wikiNamesIn(source.body) };
}

/** How names are compared: Obsidian ignores case. */
const keyOf = (name: string) => nameKey(name).toLowerCase().replace(/\s+/g, ' ').replace(/\.md$/, '').trim();

interface Target {
  path: string;
  title: string;
}

/** Finds what the names in wikilinks stand for. */
export class WikiNames {
  /** Posts and pages come before authors and series, which often have the names of topics. */
  private readonly texts = new Map<string, Target[]>();
  private readonly others = new Map<string, Target[]>();
  private files: Map<string, string[]> | undefined;

  /** @param contentDir absolute path */
  constructor(
    private readonly contentDir: string,
    documents: readonly { file: ContentFile; wiki: WikiFacts }[],
  ) {
    for (const { file, wiki } of documents) {
      const target = { path: file.path, title: wiki.title ?? wiki.slug ?? file.name };
      const byName = file.type === 'Post' || file.type === 'Page' ? this.texts : this.others;
      const names = [file.name, wiki.slug, wiki.title, ...pathsOf(file.path)];
      for (const name of new Set(names.flatMap((name) => (name ? keyOf(name) : []))))
        byName.set(name, [...(byName.get(name) ?? []), target]);
    }
  }

  /** What the names in the wikilinks of a document stand for. */
  targetsOf(file: ContentFile, { links }: Pick<WikiFacts, 'links'>): WikiTargets {
    return Object.fromEntries(
      links.flatMap((written) => {
        const name = written.replace(/^!/, '');
        const target = this.documentNamed(file, name) ?? this.fileNamed(file, name);
        return target ? [[written, target]] : [];
      }),
    );
  }

  private documentNamed({ path }: ContentFile, name: string): WikiTarget | undefined {
    const found = this.texts.get(keyOf(name)) ?? this.others.get(keyOf(name));
    const [first] = found ?? [];
    if (!first || !found) return undefined;
    if (found.length > 1)
      return { several: found.map((target) => target.path.replace(/(?:\/index)?\.md$/, '')).sort() };
    return { document: relativeUrl(path, first.path), title: first.title };
  }

  /** A file that is not a document: next to the document or, by its name or the end of its path, anywhere. */
  private fileNamed({ path }: ContentFile, name: string): WikiTarget | undefined {
    const wanted = nameKey(posix.normalize(name));
    if (!/[^/]\.\w{1,9}$/.test(wanted) || /\.md$/i.test(wanted)) return undefined;
    const found = this.allFiles().get(posix.basename(wanted).toLowerCase()) ?? [];
    const beside = posix.join(posix.dirname(path), wanted);
    const candidates = found.includes(beside)
      ? [beside]
      : found.filter((candidate) => `/${candidate}`.toLowerCase().endsWith(`/${wanted}`.toLowerCase()));
    const [first] = candidates;
    if (first === undefined) return undefined;
    return candidates.length > 1 ? { several: candidates } : { file: relativeUrl(path, first) };
  }

  /** All files of the content folder but documents, by name. */
  private allFiles(): Map<string, string[]> {
    if (this.files) return this.files;
    this.files = new Map();
    const paths = readdirSync(this.contentDir, { recursive: true, encoding: 'utf8' });
    for (const path of paths.map((path) => nameKey(path.split(sep).join('/'))).sort()) {
      if (path.endsWith('.md') || path.split('/').some(isHiddenName)) continue;
      const key = posix.basename(path).toLowerCase();
      const same = this.files.get(key);
      if (same) same.push(path);
      else this.files.set(key, [path]);
    }
    return this.files;
  }
}

/** The paths by which a document may be named, which end in its name: `posts/2026/a` is `2026/a` too. */
function pathsOf(path: string): string[] {
  const parts = path.replace(/(?:\/index)?\.md$/, '').split('/');
  return parts.slice(0, -1).map((_, at) => parts.slice(at).join('/'));
}

const relativeUrl = (from: string, to: string) =>
  posix.relative(posix.dirname(from), to).split('/').map(encodeURIComponent).join('/');
