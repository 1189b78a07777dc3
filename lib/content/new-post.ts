import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { site } from '../config/site';
import { addressKey } from '../util/addresses';
import { dayIn } from '../util/dates';
import { UserError } from '../util/errors';
import { nameKey } from '../util/names';
import { slugify } from '../util/slug';
import { listContent } from './files';

/**
 * Creates a draft post. If there is a folder of its name without a document, such as one with its images, the post
 * is put there.
 *
 * @param now the date of the post, in milliseconds since the epoch
 * @returns the path of its file, relative to the content folder
 * @throws {UserError} if the title has no letter or digit, or another post would have the same address
 */
export async function createPost(contentDir: string, title: string, now: number): Promise<string> {
  const slug = slugify(title);
  if (!slug)
    throw new UserError(
      'Expected a title with at least one letter or digit: npm run new -- "Title of the post"',
    );
  const { files } = await listContent(contentDir, (path) => path).catch(() => ({ files: [] }));
  const key = addressKey(slug);
  const taken = files.find(
    ({ type, path, name }) =>
      type === 'Post' &&
      (addressKey(name) === key || addressKey(name.replace(/^\d{4}-\d{2}-\d{2}-/, '')) === key) &&
      // With folders in paths, only posts in the same folder can have the same address.
      (!site.foldersInPaths || withoutIndex(path).split('/').length === 2),
  );
  if (taken) throw new UserError(`${withoutIndex(taken.path)} already exists. Choose another title.`);
  const posts = join(contentDir, 'posts');
  const folder = (await readdir(posts, { withFileTypes: true }).catch(() => [])).find(
    (entry) => addressKey(entry.name) === key,
  );
  const path = folder ? `posts/${folder.name}/index.md` : `posts/${slug}.md`;
  await mkdir(posts, { recursive: true });
  await writeFile(join(contentDir, path), await draftText(contentDir, title, now), { flag: 'wx' }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST' && error.code !== 'ENOTDIR') throw error;
      throw new UserError(`${path} already exists. Choose another title.`);
    },
  );
  return path;
}

const withoutIndex = (path: string) => path.replace(/\/index\.md$/, '');

/** The front matter of a new draft. */
async function draftText(contentDir: string, title: string, now: number): Promise<string> {
  const files = (await readdir(join(contentDir, 'authors')).catch((): string[] => [])).map(nameKey);
  const authors = site.defaultAuthors.filter((id) => files.some((name) => [id, `${id}.md`].includes(name)));
  const fields = [
    `title: ${JSON.stringify(title)}`,
    `date: ${dayIn(new Date(now), site.timeZone ?? 'UTC')}`,
    '# description: one or two sentences for lists and previews',
    ...(authors.length > 0 ? [`authors: [${authors.join(', ')}]`] : []),
    'tags: []',
    'draft: true',
  ];
  return `---\n${fields.join('\n')}\n---\n\n`;
}
