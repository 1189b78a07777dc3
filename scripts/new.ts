import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { main } from '../lib/cli/main';
import { readSettings } from '../lib/config/env';
import { site } from '../lib/config/site';
import { addressKey } from '../lib/util/addresses';
import { dayIn } from '../lib/util/dates';
import { UserError } from '../lib/util/errors';
import { nameKey } from '../lib/util/names';
import { slugify } from '../lib/util/slug';

await main(
  {
    forms: ['new -- "TITLE"'],
    summary: 'Creates a draft post and prints the path of its file.',
    takesArguments: true,
    environment: ['CONTENT_DIR', 'BUILD_TIME'],
    example: 'npm run new -- "A year by the river"',
  },
  async ({ positionals }) => {
    const title = positionals.join(' ').trim();
    const slug = slugify(title);
    if (!slug)
      throw new UserError(
        'Expected a title with at least one letter or digit: npm run new -- "Title of the post"',
      );
    const { contentDir, buildTime } = readSettings();
    const file = join(contentDir, 'posts', `${slug}.md`);
    const namesIn = (folder: string) => readdir(join(contentDir, folder)).catch((): string[] => []);
    const authorFiles = (await namesIn('authors')).map(nameKey);
    const authors = site.defaultAuthors.filter((id) =>
      authorFiles.some((name) => [id, `${id}.md`].includes(name)),
    );
    const fields = [
      `title: ${JSON.stringify(title)}`,
      `date: ${dayIn(new Date(buildTime), site.timeZone ?? 'UTC')}`,
      '# description: one or two sentences for lists and previews',
      ...(authors.length > 0 ? [`authors: [${authors.join(', ')}]`] : []),
      'tags: []',
      'draft: true',
    ];
    // `posts/x.md` and `posts/x/index.md` would have the same address.
    const taken = (await namesIn('posts')).find(
      (name) => addressKey(name.replace(/\.md$/, '')) === addressKey(slug),
    );
    if (taken !== undefined)
      throw new UserError(
        `${relative('.', join(contentDir, 'posts', taken))} already exists. Choose another title.`,
      );
    await mkdir(join(contentDir, 'posts'), { recursive: true });
    await writeFile(file, `---\n${fields.join('\n')}\n---\n\n`, { flag: 'wx' });
    console.log(`Created the draft ${relative('.', file)}`);
  },
);
