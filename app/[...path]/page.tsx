import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { ExtensionPage } from '@/components/replaceable';
import { propsOf } from '@/lib/next/page-props';
import { pageMetadata } from '@/lib/pages/metadata';
import type { ExtensionPageInput } from '@/lib/pages/props';

interface Props {
  params: Promise<{ path: string[] }>;
}

async function pageProps({ params }: Props): Promise<ExtensionPageInput> {
  return propsOf('/[...path]', `/${decodeURIComponent((await params).path.join('/'))}/`);
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { href, title, description, noindex } = await pageProps(props);
  return pageMetadata({ title, description, path: href, noindex });
}

/** A page of the owner's (`extensions/pages.ts`). */
export default async function OwnPage(props: Props): Promise<ReactNode> {
  return (
    <main id="main">
      <ExtensionPage {...(await pageProps(props))} />
    </main>
  );
}
