import { UserError } from '../../util/errors';
import type { SourceFiles } from '../archive';
import { astro } from './astro';
import { blogger } from './blogger';
import { ghost } from './ghost';
import { hexo } from './hexo';
import { hugo } from './hugo';
import { jekyll } from './jekyll';
import { devTo, hashnode } from './markdown-exports';
import { medium, substack, tumblr } from './pages-of-html';
import { docusaurus, eleventy, gatsby, markdown, next, obsidian, vitepress } from './programs';
import type { Source } from './source';
import { wordpress } from './wordpress';
import { zola } from './zola';

/** All systems, in the order in which they are tried: the most specific first. */
export const sources: readonly Source[] = [
  wordpress,
  blogger,
  substack,
  medium,
  tumblr,
  ghost,
  devTo,
  hashnode,
  docusaurus,
  vitepress,
  astro,
  gatsby,
  eleventy,
  hexo,
  zola,
  hugo,
  next,
  jekyll,
  obsidian,
  markdown,
];

/**
 * Finds the system that files are from.
 *
 * @param name the system that the user names, if any
 * @throws {UserError} if there is none
 */
export function recognize(files: SourceFiles, name?: string): Source {
  const list = sources.map((source) => source.name).join(', ');
  if (name !== undefined) {
    const key = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '');
    const named = sources.find((source) => key(source.name) === key(name));
    if (!named) throw new UserError(`--from: unknown system "${name}"; expected one of ${list}`);
    return named;
  }
  const found = sources.find((source) => source.recognizes(files));
  if (!found)
    throw new UserError(
      `No supported system was recognized in ${files.root}. If you know which one it is, pass --from. Supported systems:\n${sources.map(({ name, takes }) => `  ${name}: ${takes}`).join('\n')}`,
    );
  return found;
}
