import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { main } from '../lib/main';
import { readSettings, SettingsError } from '../lib/settings';
import { site } from '../lib/site';
import { slugify } from '../lib/slug';

await main(async () => {
  const title = parseArgs({ allowPositionals: true }).positionals.join(' ').trim();
  const slug = slugify(title);
  if (!slug)
    throw new SettingsError('A post needs a title with a letter in it: npm run new -- "Title of the post"');
  const { contentDir, buildTime } = readSettings();
  const file = join(contentDir, 'posts', `${slug}.md`);
  const authors = site.defaultAuthors.filter((id) => existsSync(join(contentDir, 'authors', `${id}.md`)));
  const fields = [
    `title: ${JSON.stringify(title)}`,
    `date: ${new Date(buildTime).toISOString().slice(0, 10)}`,
    '# description: one or two sentences for lists and previews',
    ...(authors.length > 0 ? [`authors: [${authors.join(', ')}]`] : []),
    'tags: []',
    'draft: true',
  ];
  await mkdir(join(contentDir, 'posts'), { recursive: true });
  try {
    // `wx`: a post that is there already is never overwritten.
    await writeFile(file, `---\n${fields.join('\n')}\n---\n\n`, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      throw new SettingsError(`${relative('.', file)} is there already. Choose another title.`);
    throw error;
  }
  console.log(relative('.', file));
});
