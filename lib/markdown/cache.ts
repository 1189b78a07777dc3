import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeWhole } from '../files';
import { type RenderedBody, renderMarkdown } from './render';

/**
 * Renders Markdown once for each text. What is kept is found by a hash of the text, its
 * language and the code that renders it, never by a time stamp, so that a fresh clone, an
 * edited plugin and an updated dependency all do the right thing.
 */
export class MarkdownCache {
  private constructor(
    private readonly folder: string,
    private readonly code: string,
  ) {}

  /** @param folder where results are kept; it may be deleted at any time */
  static async open(folder: string): Promise<MarkdownCache> {
    const here = dirname(fileURLToPath(import.meta.url));
    const hash = createHash('sha256');
    const sources = (await readdir(here)).filter((name) => name.endsWith('.ts')).sort();
    for (const file of [
      ...sources.map((name) => join(here, name)),
      join(here, '../slug.ts'),
      join(here, '../urls.ts'),
      join(here, '../../package-lock.json'),
    ])
      hash.update(await readFile(file));
    await mkdir(folder, { recursive: true });
    return new MarkdownCache(folder, hash.digest('hex'));
  }

  async render(markdown: string, language: string): Promise<RenderedBody> {
    const key = createHash('sha256')
      .update(JSON.stringify([this.code, language, markdown]))
      .digest('hex');
    const file = join(this.folder, `${key}.json`);
    try {
      return JSON.parse(await readFile(file, 'utf8')) as RenderedBody;
    } catch {
      // Not there, or left half by a crash: render it again.
    }
    const rendered = await renderMarkdown(markdown, language);
    await writeWhole(file, JSON.stringify(rendered));
    return rendered;
  }
}
