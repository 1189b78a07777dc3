import { replaceable } from '@/components/replaceable';
import { Phrase } from '@/components/site/Phrase';
import { messages } from '@/lib/config/site';
import { feedFiles, listPath } from '@/lib/util/addresses';
import { ListData } from './ListData';
import { ListPage } from './ListPage';
import { PageTitle } from './PageTitle';

/** One page of the posts of a topic. */
export const TagList = replaceable('TagList', function TagList({ href, name, count, list }) {
  const { page } = list;
  return (
    <>
      <PageTitle label={messages.topics.label} title={page === 1 ? name : messages.lists.pageOf(name, page)}>
        <p>
          <Phrase of={messages.topics.feed(messages.lists.count(count))} to={[href + feedFiles.rss]} />
        </p>
      </PageTitle>
      <ListPage list={list} empty="" />
      <ListData title={name} href={listPath(href, page)} items={list.posts} />
    </>
  );
});
