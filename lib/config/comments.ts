/** Comments by giscus (https://giscus.app), in the Discussions of a GitHub repository. Its page shows these values. */
export interface CommentsConfig {
  service: 'giscus';
  /** Such as `ada/quiet-rivers`. */
  repo: string;
  repoId: string;
  category: string;
  categoryId: string;
}

/** The discussions of the repository, for readers without JavaScript. */
export const discussionsUrl = ({ repo }: CommentsConfig): string => `https://github.com/${repo}/discussions`;

/**
 * The frame with the comments on a page. Its parameters are those of giscus' own script; the browser module adds
 * what only the browser knows.
 *
 * @param path of the page, by which giscus finds its discussion
 */
export function commentsFrame(
  { repo, repoId, category, categoryId }: CommentsConfig,
  { path, title, language }: { path: string; title: string; language: string },
): string {
  const parameters = new URLSearchParams({
    repo,
    repoId,
    category,
    categoryId,
    term: path,
    description: title,
    strict: '1',
    reactionsEnabled: '1',
    emitMetadata: '0',
    inputPosition: 'top',
  });
  return `https://giscus.app/${encodeURIComponent(language)}/widget?${parameters}`;
}
