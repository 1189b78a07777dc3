import { encodePath } from '../content/addresses';
import { pages as allPages, posts as allPosts, summaryOf } from '../posts';
import { absoluteUrl, site } from '../site';

/** `/llms.txt`: the publication for language models, every article as Markdown (llmstxt.org). */
export function llms(): string {
  const posts = allPosts.filter((post) => !post.noindex);
  const pages = allPages.filter((page) => !page.noindex);
  const line = (title: string, url: string, summary: string) =>
    `- [${title.replace(/[[\]]/g, '\\$&')}](${url})${summary && `: ${summary}`}`;
  const sections = [
    `# ${site.title}`,
    `> ${site.description}`,
    posts.length > 0 &&
      `## Articles\n\n${posts.map((post) => line(post.title, absoluteUrl(`${encodePath(post.path)}index.md`), summaryOf(post))).join('\n')}`,
    pages.length > 0 &&
      `## Pages\n\n${pages.map((page) => line(page.title, absoluteUrl(encodePath(page.path)), summaryOf(page))).join('\n')}`,
  ];
  return `${sections.filter(Boolean).join('\n\n')}\n`;
}
