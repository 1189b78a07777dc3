import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { PageTitle } from '@/components/list/PageTitle';
import { messages, site } from '@/lib/config/site';
import { type DiffBlock, diffTexts } from '@/lib/history/diff';
import { formatDay, languageAttributes } from '@/lib/i18n/language';
import { propsOf } from '@/lib/next/page-props';
import { pageMetadata } from '@/lib/pages/metadata';
import type { HistoryProps } from '@/lib/pages/props';

interface Props {
  params: Promise<{ slug: string[] }>;
}

async function historyProps({ params }: Props): Promise<HistoryProps> {
  return propsOf('/history/[...slug]', `/history/${decodeURIComponent((await params).slug.join('/'))}/`);
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { post } = await historyProps(props);
  return pageMetadata({
    title: messages.history.titleOf(post.title),
    description: messages.history.description,
    path: `${post.href}history/`,
    noindex: true,
  });
}

/** The versions of a post, the newest first, each with what has changed since the one before. */
export default async function History(props: Props): Promise<ReactElement> {
  const { post, versions } = await historyProps(props);
  const { titleOf, first, unchanged } = messages.history;
  const newestFirst = versions.map((version, at) => ({ ...version, before: versions[at - 1] })).reverse();
  return (
    <main id="main">
      <PageTitle title={titleOf(post.title)}>
        <p>{messages.history.description}</p>
      </PageTitle>
      {newestFirst.map(({ day, href, changes, body, before }) => (
        <section key={day} className="dump page-width pt-12">
          <h2 className="label">
            <a href={href}>
              <time dateTime={day}>{formatDay(day, site.language)}</time>
            </a>
          </h2>
          <div className="column" {...languageAttributes(post.lang)}>
            {changes.map((text) => (
              <p key={text}>{text}</p>
            ))}
            {before ? (
              diffTexts(before.body, body).map((block, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: blocks never move
                <Block key={at} of={block} unchanged={unchanged} />
              ))
            ) : (
              <p className="label">{first}</p>
            )}
          </div>
        </section>
      ))}
    </main>
  );
}

/** A paragraph with its changes, as Markdown. */
function Block({ of: block, unchanged }: { of: DiffBlock; unchanged: (paragraphs: number) => string }) {
  if ('unchanged' in block) return <p className="label">{unchanged(block.unchanged)}</p>;
  return (
    <p className="changed">
      {block.parts.map(({ text, kind }, at) => {
        const Part = ({ same: 'span', added: 'ins', removed: 'del' } as const)[kind];
        // biome-ignore lint/suspicious/noArrayIndexKey: parts never move
        return <Part key={at}>{text}</Part>;
      })}
    </p>
  );
}
