import type { ReactElement } from 'react';
import { encodePath, feedFiles, tagPath } from '@/lib/content/addresses';
import { pageOf } from '@/lib/lists';
import { findTag } from '@/lib/posts';
import { found } from '@/lib/print';
import { ListPage } from './ListPage';
import { PageTitle } from './PageTitle';

/** A page of the posts about a topic. */
export function TagList({ slug, page }: { slug: string; page: number }): ReactElement {
  const tag = found(findTag(slug));
  const list = found(pageOf(tag.posts, page));
  return (
    <>
      <PageTitle label="Topic" title={page === 1 ? tag.name : `${tag.name}, page ${page}`}>
        <p>
          {tag.posts.length} {tag.posts.length === 1 ? 'article' : 'articles'},{' '}
          <a href={encodePath(tagPath(slug)) + feedFiles.rss}>also as a feed</a>.
        </p>
      </PageTitle>
      <ListPage list={list} path={tagPath(slug)} empty="" />
    </>
  );
}
