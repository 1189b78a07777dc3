import { slug as slugOf } from 'github-slugger';
import { Link } from '@/components/Link';
import { PostDate } from '@/components/PostDate';
import { authorsOf, findPost, pathOf, posts, seriesOf } from '@/lib/posts';
import { title as siteName, url } from '@/lib/site';

export const generateStaticParams = () => posts.map(({ slug }) => ({ slug }));

export async function generateMetadata({ params }) {
  const { post } = findPost((await params).slug);
  const { title, description } = post;
  return {
    title,
    description,
    openGraph: { siteName, title, description, type: 'article', publishedTime: post.date, url: './' },
  };
}

const structuredData = (post) => ({
  '@context': 'https://schema.org',
  '@type': 'BlogPosting',
  headline: post.title,
  description: post.description,
  datePublished: post.date.slice(0, 10),
  author: authorsOf(post).map(({ slug, name, organization }) => ({
    '@type': organization ? 'Organization' : 'Person',
    name,
    url: `${url}/authors/${slug}/`,
  })),
  keywords: post.tags,
  mainEntityOfPage: url + pathOf(post),
});

export default async function Post({ params }) {
  const { post, previous, next } = findPost((await params).slug);
  const series = seriesOf(post);
  return (
    <>
      <script
        type="application/ld+json"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: "<" is escaped.
        dangerouslySetInnerHTML={{ __html: JSON.stringify(structuredData(post)).replaceAll('<', '\\u003c') }}
      />
      <article data-pagefind-body>
        <h1>{post.title}</h1>
        <p className="meta">
          <PostDate date={post.date} />
          {' · '}
          {authorsOf(post).map(({ slug, name }, at) => (
            <span key={slug}>
              {at > 0 && ', '}
              <Link href={`/authors/${slug}/`}>{name}</Link>
            </span>
          ))}
          {` · ${post.minutes} min read`}
          {series && ` · Part ${post.part} of ${series.title}`}
        </p>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: the author's own Markdown. */}
        <div dangerouslySetInnerHTML={{ __html: post.body.html }} />
        <ul className="tags">
          {post.tags.map((tag) => (
            <li key={tag}>
              <Link href={`/tags/${slugOf(tag)}/`}>{tag}</Link>
            </li>
          ))}
        </ul>
      </article>
      <nav className="neighbors" aria-label="Posts">
        {previous && (
          <Link rel="prev" href={pathOf(previous)}>
            ← {previous.title}
          </Link>
        )}
        {next && (
          <Link rel="next" href={pathOf(next)}>
            {next.title} →
          </Link>
        )}
      </nav>
    </>
  );
}
