import '../links.css';
import type { Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import type { Metadata } from 'next';
import { headers } from 'next/headers';
import type { ReactElement, ReactNode } from 'react';
import { postPath } from '@/lib/content/addresses';
import { readBody } from '@/lib/content/body';
import { itemTree } from '@/lib/feeds/item-html';
import { formatDay } from '@/lib/language';
import { cut, type Place, places, warningsFor } from '@/lib/link-previews';
import { cardOf } from '@/lib/metadata';
import type { PostCopy } from '@/lib/pages/copy';
import { copyOf } from '@/lib/press/copy';
import { formulasOf } from '@/lib/press/preview';
import { absoluteUrl, site } from '@/lib/site';

export const metadata: Metadata = { title: 'Links to an article' };

/** How links to an article will look elsewhere, and its text in a feed reader; part of `npm run dev` only. */
export default async function Links({
  params,
}: {
  params: Promise<{ slug: string }>;
}): Promise<ReactElement> {
  const path = postPath(decodeURIComponent((await params).slug));
  const post = await copyOf('/posts/[slug]', path);
  const { title, summary, href, image } = post;
  const language = post.lang ?? site.language;
  const picture = image ?? cardOf(href, title);
  const { host } = new URL(site.url);
  const here = `http://${(await headers()).get('host')}${href}`;
  const warnings = warningsFor(post);
  const item = itemTree(readBody(post.body, '').html, here, await formulasOf(path));
  return (
    <main id="main" className="link-previews">
      <p>
        <a href={href}>Back to the article</a>
      </p>
      <h1>Links to “{title}”</h1>
      <section aria-labelledby="warnings">
        <h2 id="warnings">What will not be seen</h2>
        {warnings.length === 0 ? (
          <p>Everything will be seen.</p>
        ) : (
          <ul>
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        )}
      </section>
      <Shown in={places.search}>
        <div className="as-result" lang={language}>
          <p className="as-site">
            <img src="/icon.svg" alt="" width="26" height="26" />
            <span>
              {site.title}
              <small>
                {host} › posts › {post.slug}
              </small>
            </span>
          </p>
          <p className="as-title">
            <Text of={title} room={places.search.title} />
          </p>
          <p>
            {formatDay(post.day, language)} — <Text of={summary} room={places.search.summary} />
          </p>
        </div>
      </Shown>
      <Shown in={places.chat}>
        <div className="as-message" lang={language}>
          <img src={picture.path} alt={picture.alt} />
          <div>
            <Described in={places.chat} of={post} />
            <small>{host}</small>
          </div>
        </div>
      </Shown>
      <Shown in={places.timeline}>
        <div className="as-card" lang={language}>
          <img src={picture.path} alt={picture.alt} />
          <small>{host}</small>
          <Described in={places.timeline} of={post} />
        </div>
      </Shown>
      <Shown in={places.feed}>
        <div className="as-row" lang={language}>
          <Described in={places.feed} of={post} />
          <small>
            {[site.title, ...post.authors.map(({ name }) => name), formatDay(post.day, language)].join(' · ')}
          </small>
        </div>
        <iframe title="The article in a feed reader" sandbox="" srcDoc={readerPage(item, title, language)} />
      </Shown>
      <p>
        <small>
          Each place has its own measures and changes them; these are about what a phone shows. The address is{' '}
          {absoluteUrl(href)}.
        </small>
      </p>
    </main>
  );
}

function Shown({ in: { name }, children }: { in: { name: string }; children: ReactNode }): ReactElement {
  return (
    <section aria-label={name}>
      <h2>{name}</h2>
      {children}
    </section>
  );
}

/** Title and summary, as far as there is room. */
function Described({
  in: room,
  of: post,
}: {
  in: Place;
  of: Pick<PostCopy, 'title' | 'summary'>;
}): ReactElement {
  return (
    <>
      <p className="as-title">
        <Text of={post.title} room={room.title} />
      </p>
      <p>
        <Text of={post.summary} room={room.summary} />
      </p>
    </>
  );
}

/** What there is room for, and what is cut off behind it, struck out. */
function Text({ of, room }: { of: string; room: number }): ReactElement {
  const { shown, rest } = cut(of, room);
  return (
    <>
      {shown}
      {rest && (
        <>
          … <s>{rest}</s>
        </>
      )}
    </>
  );
}

/** As a reader shows it that has no style sheet of ours. */
const readerPage = (item: Root, title: string, language: string) =>
  toHtml(
    h(null, [
      { type: 'doctype' },
      h('html', { lang: language }, [
        h('head', [
          h('meta', { name: 'color-scheme', content: 'light dark' }),
          h('title', title),
          h('style', readerStyles),
        ]),
        h('body', item.children),
      ]),
    ]),
  );

const readerStyles =
  'body{font:17px/1.5 system-ui,sans-serif;max-width:38rem;margin:1rem auto;padding:0 1rem}img,video{max-width:100%;height:auto}pre{overflow:auto}';
