import { stringify } from 'yaml';
import { slugify } from '../util/slug';
import type { Archive } from './archive';

/** The authors, by the names that documents use. */
export class Authors {
  private readonly ids = new Map<string, string>();
  private readonly used = new Map<
    string,
    { name: string; description?: string; url?: string; biography?: string }
  >();

  constructor(private readonly archive: Archive) {}

  /** The ID of an author, who gets a page by being named. */
  idOf(name: string): string {
    const known = this.archive.authors.find(({ names }) =>
      names.some((one) => one.toLowerCase() === name.toLowerCase()),
    );
    const key = (known?.name ?? name).toLowerCase();
    const before = this.ids.get(key);
    if (before !== undefined) return before;
    const base = slugify((known?.name ?? name).replace(/^@/, '')) || 'author';
    let id = base;
    for (let number = 2; this.used.has(id); number++) id = `${base}-${number}`;
    this.ids.set(key, id);
    this.used.set(id, known ?? { name });
    return id;
  }

  documents(): { id: string; content: string }[] {
    return [...this.used].map(([id, { name, description, url, biography }]) => {
      const website = url && /^https?:\/\//.test(url) ? url : undefined;
      const fields = Object.fromEntries(
        Object.entries({ name, description, url: website }).filter(([, value]) => value),
      );
      return {
        id,
        content: `---\n${stringify(fields, { lineWidth: 0 })}---\n${biography ? `\n${biography.trim()}\n` : ''}`,
      };
    });
  }
}
