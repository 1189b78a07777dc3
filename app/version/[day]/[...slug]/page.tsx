import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { PageTitle } from '@/components/list/PageTitle';
import { Phrase } from '@/components/site/Phrase';
import { Prose } from '@/components/site/Prose';
import { messages, site } from '@/lib/config/site';
import { formatDay } from '@/lib/i18n/language';
import { propsOf } from '@/lib/next/page-props';
import { pageMetadata } from '@/lib/pages/metadata';
import type { VersionProps } from '@/lib/pages/props';

interface Props {
  params: Promise<{ day: string; slug: string[] }>;
}

async function versionProps({ params }: Props): Promise<VersionProps> {
  const { day, slug } = await params;
  return propsOf('/version/[day]/[...slug]', `/version/${day}/${decodeURIComponent(slug.join('/'))}/`);
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { title, day, post } = await versionProps(props);
  const path = `${post.href}history/${day}/`;
  const description = messages.history.versionOf(formatDay(day, site.language));
  return pageMetadata({ title, description, path, canonical: post.href, noindex: true });
}

/** An earlier version of a post, as it was cited. */
export default async function Version(props: Props): Promise<ReactElement> {
  const { title, day, post, history, body } = await versionProps(props);
  return (
    <main id="main">
      <PageTitle title={title} lang={post.lang}>
        <p role="note">
          {messages.history.versionOf(formatDay(day, site.language))}{' '}
          <Phrase of={messages.history.seeCurrent} to={[post.href, history]} />
        </p>
      </PageTitle>
      <Prose of={body} lang={post.lang} />
    </main>
  );
}
