import { absoluteUrl, site } from '../config/site';
import { type Catalog, summaryOf } from '../pages/catalog';
import { encodePath } from '../util/addresses';

/** `/llms.txt`: an index for language models with the Markdown file of every article (llmstxt.org). */
export function llms(catalog: Catalog): string {
  const posts = catalog.posts.filter((post) => !post.noindex);
  const pages = catalog.pages.filter((page) => !page.noindex);
  const line = (title: string, url: string, summary: string) =>
    `- [${title.replace(/[[\]]/g, '\\$&')}](${url})${summary && `: ${summary}`}`;
  const sections = [
    llmsHead(),
    posts.length > 0 && `The newest articles in one file: <${absoluteUrl('/llms-full.txt')}>`,
    posts.length > 0 &&
      `## Articles\n\n${posts.map((post) => line(post.title, absoluteUrl(`${encodePath(post.path)}index.md`), summaryOf(post))).join('\n')}`,
    pages.length > 0 &&
      `## Pages\n\n${pages.map((page) => line(page.title, absoluteUrl(encodePath(page.path)), summaryOf(page))).join('\n')}`,
  ];
  return `${sections.filter(Boolean).join('\n\n')}\n`;
}

/** The beginning of `llms.txt` and `llms-full.txt`. */
export const llmsHead = () => `# ${site.title}\n\n> ${site.description}`;
