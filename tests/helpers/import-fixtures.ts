/** A small publication of another system, and what becomes of it. */
interface ImportFixture {
  /** The name of the system, and after a colon what the fixture is about. */
  name: string;
  files: Record<string, string>;
  /** The file in the folder to import, if it is not the folder. */
  source?: string;
  /** What imported files contain. */
  expected: Record<string, (string | RegExp)[]>;
  /** What the report lists as lost. */
  todo?: string[];
}

const dated = '---\ntitle: A post\ndate: 2019-05-01\n---\n';

export const importFixtures: readonly ImportFixture[] = [
  {
    name: 'Jekyll',
    files: {
      '_config.yml':
        'title: Old\nurl: https://old.example\npermalink: /:year/:month/:title/\ntimezone: Europe/Berlin\n',
      '_data/authors.yml': 'jane:\n  name: Jane Doe\n  bio: Writes.\n',
      '_includes/box.html': '<aside>{{ include.text }}</aside>',
      '_posts/2019-05-01-hello-world.md': `---
title: "Hello, world"
date: 2019-05-01 09:00
categories: News
tags: [Rust, "C++"]
author: jane
layout: post
mood: good
last_modified_at: 2019-06-01
redirect_from: /hello/
excerpt: <p>The <em>first</em> one.</p>
---

# Hello, world

## C++ & more
{: .big}

* TOC
{:toc}

{% highlight rust linenos %}
let a = 1;
{% endhighlight %}

{% raw %}{{ literal }}{% endraw %} [two]({{ site.url }}/2019/05/second/)

{% include youtube.html id="abc" %}

{% include box.html text="Boxed" %}

{::comment}hidden{:/comment}

Text{: .lead} and \`{: .code}\`.
`,
      '_posts/2019-05-02-second.md':
        '---\ntitle: Second\n---\n[one]({% link _posts/2019-05-01-hello-world.md %})\n',
      '_drafts/later.md': '---\ntitle: Later\n---\nText.\n',
      'about.md': '---\ntitle: About\npermalink: /about-us/\n---\nWe.\n',
    },
    expected: {
      'posts/hello-world.md': [
        'title: Hello, world\ndate: 2019-05-01T07:00:00Z\ndescription: The first one.\nupdated: 2019-06-01\n',
        'authors:\n  - jane-doe\n',
        'tags:\n  - News\n  - Rust\n  - C++\n',
        'aliases:\n  - /2019/05/hello-world/\n  - /hello/\n',
        'x-imported:\n  layout: post\n  mood: good\n',
        '\n## C++ & more {#c--more}\n',
        '```rust\nlet a = 1;\n```',
        '\\{{ literal }} [two](second.md)',
        '::video{src="https://www.youtube.com/watch?v=abc"}',
        '<aside>Boxed</aside>',
        'Text and `{: .code}`.',
      ],
      'posts/second.md': ['date: 2019-05-02\n', '[one](hello-world.md)'],
      'posts/later.md': ['draft: true'],
      'authors/jane-doe.md': ['name: Jane Doe\ndescription: Writes.\n'],
      'pages/about.md': ['title: About\naliases:\n  - /about-us/\n'],
    },
    todo: [],
  },
  {
    name: 'Hugo',
    files: {
      'hugo.toml':
        'baseURL = "https://old.example/"\nlanguageCode = "en"\n[permalinks]\nposts = "/:year/:slug/"\n[params]\nversion = "3"\n',
      'content/posts/first/index.md': `+++
title = "First"
date = 2019-05-01T10:00:00+02:00
lastmod = 2019-05-03
tags = ["Go"]
draft = false
slug = "the-first"
aliases = ["/old/", "older"]
[cover]
image = "cover.svg"
alt = "A cover"
+++

{{< figure src="a.svg" alt="A" caption="See *this*" >}}

{{< youtube abc >}}

{{% notice tip %}}
Version {{< param version >}} and {{< unknown-one 1 >}}.
{{% /notice %}}

[ref]({{< relref "second.md#part" >}}) and {{</* shown */>}}

\`\`\`go {linenos=table,hl_lines=[2,"4-5"]}
a
b
c
d
e
\`\`\`
`,
      'content/posts/first/a.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"/>',
      'content/posts/first/cover.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"/>',
      'content/posts/second.md':
        '---\ntitle: Second\ndate: 2019-05-02\n---\n## Part\n\n{{< gist jane 123 >}}\n',
      'content/about.md': '---\ntitle: About\n---\nWe.\n',
    },
    expected: {
      'posts/the-first/index.md': [
        'date: 2019-05-01T10:00:00+02:00\nupdated: 2019-05-03\n',
        'cover: cover.svg\ncoverAlt: A cover\n',
        'aliases:\n  - /2019/the-first/\n  - /old/\n  - /posts/older\n',
        ':::figure\n![A](a.svg)\n\nSee *this*\n:::',
        '::video{src="https://www.youtube.com/watch?v=abc"}',
        '> [!TIP]\n> Version 3 and {{< unknown-one 1 >}}.',
        '[ref](../second.md#part) and \\{{< shown >}}',
        '```go {2,4-5}\n',
      ],
      'posts/second.md': ['[Gist on GitHub](https://gist.github.com/jane/123)'],
      'pages/about.md': ['title: About'],
    },
    todo: ['the shortcode "unknown-one" is only known to the old theme'],
  },
  {
    name: 'Zola',
    files: {
      'config.toml': 'base_url = "https://old.example"\n',
      'content/blog/_index.md': '+++\ntitle = "Blog"\n+++\n',
      'content/blog/2019-05-01-first.md': `+++
title = "First"
authors = ["Jane Doe"]
[taxonomies]
tags = ["Rust"]
[extra]
summary = "One."
+++
{{ youtube(id="abc") }}

{% quote(author="Ann") %}
Said.
{% end %}

[two](@/blog/second.md)
<!-- more -->
`,
      'content/blog/second.md': '+++\ntitle = "Second"\ndate = 2019-05-02\n+++\nText.\n',
    },
    expected: {
      'posts/first.md': [
        'date: 2019-05-01\n',
        'description: One.',
        'authors:\n  - jane-doe',
        'aliases:\n  - /blog/first/',
        '::video{src="https://www.youtube.com/watch?v=abc"}',
        '> Said.\n>\n> — Ann',
        '[two](second.md)',
      ],
    },
  },
  {
    name: 'Hexo',
    files: {
      '_config.yml': 'url: https://old.example\npermalink: :year/:month/:day/:title/\nauthor: Jane Doe\n',
      'source/_posts/first.md': `title: First
date: 2019-05-01 10:00:00
categories:
- News
---
{% codeblock lang:js A title %}
let a;
{% endcodeblock %}

{% blockquote Ann https://ann.example/ %}
Said.
{% endblockquote %}

{% asset_img a.svg "What it shows" %} {% post_link second Second %}
`,
      'source/_posts/first/a.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"/>',
      'source/_posts/second.md': dated,
    },
    expected: {
      'posts/first/index.md': [
        'date: 2019-05-01T10:00:00Z',
        'tags:\n  - News',
        'aliases:\n  - /2019/05/01/first/',
        '```js title="A title"\nlet a;\n```',
        '> Said.\n>\n> — [Ann](https://ann.example/)',
        '![What it shows](a.svg) [Second](../second.md)',
      ],
    },
  },
  {
    name: 'Eleventy',
    files: {
      'eleventy.config.js': 'export default () => ({ dir: { input: "src" } });',
      'src/blog/blog.json': '{ "permalink": "/writing/{{ page.fileSlug }}/" }',
      'src/blog/2019-05-01-first.md':
        '---\ntitle: First\n---\n{% youtube "abc" %}\n\n[two](/writing/second/) ![A](/img/a.svg)\n',
      'src/blog/second.md': dated,
      'src/img/a.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"/>',
    },
    expected: {
      'posts/first/index.md': [
        'date: 2019-05-01',
        'aliases:\n  - /writing/first/',
        '::video{src="https://www.youtube.com/watch?v=abc"}',
        '[two](../second.md) ![A](a.svg)',
      ],
    },
  },
  {
    name: 'Astro',
    files: {
      'astro.config.mjs': "export default { site: 'https://old.example' };",
      'src/pages/posts/[...slug].astro': '',
      'src/content/blog/first.mdx': `---
title: First
pubDate: May 1 2019
heroImage: { src: './a.svg', alt: 'A' }
---
import Callout from '../../components/Callout.astro';
import picture from './a.svg';

<Callout type="warning" title="Mind">
  Hot *iron*.
</Callout>

<Image src={picture} alt="Shown" />

:::note[Read this]
Text.
:::

{/* gone */}{'literal'} {2 * x}

<Chart data={[1]} />
`,
      'src/content/blog/a.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"/>',
    },
    expected: {
      'posts/first/index.md': [
        'date: 2019-05-01',
        'cover: a.svg\ncoverAlt: A',
        '> [!WARNING]\n> **Mind**\n>\n> Hot *iron*.',
        '![Shown](a.svg)',
        '> [!NOTE]\n> **Read this**\n>\n> Text.',
        'literal {2 * x}',
        '`<Chart data={[1]} />`',
      ],
    },
    todo: ['an expression of MDX', 'the component <Chart> is only known to the old site'],
  },
  {
    name: 'Gatsby',
    files: {
      'gatsby-config.js': "module.exports = { siteMetadata: { siteUrl: 'https://old.example' } };",
      'content/blog/first/index.md':
        '---\ntitle: First\ndate: "2019-05-01T22:12:03.284Z"\n---\n```js{1,3}:title=a.js\na\nb\nc\n```\n',
    },
    expected: {
      'posts/first.md': ['date: 2019-05-01T22:12:03Z', 'aliases:\n  - /first/', '```js title="a.js" {1,3}'],
    },
  },
  {
    name: 'Next.js',
    files: {
      'next.config.js': '',
      'package.json': '{ "dependencies": { "remark-math": "6" } }',
      'app/blog/[...slug]/page.tsx': '',
      'data/authors/default.mdx': '---\nname: Jane Doe\noccupation: Writer\n---\n',
      'data/blog/first.mdx': `---
title: First
date: '2019-05-01'
authors: ['default']
images: ['/static/a.svg']
---
Costs $5 and $x^2$.

<div className="box" style={{ color: 'red' }}>Text</div>
`,
      'public/static/a.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"/>',
    },
    expected: {
      'posts/first/index.md': [
        'authors:\n  - jane-doe',
        'cover: a.svg',
        'aliases:\n  - /blog/first/',
        'Costs $5 and $$x^2$$.',
        '<div>Text</div>',
      ],
    },
  },
  {
    name: 'VitePress',
    files: {
      '.vitepress/config.ts': 'export default {}',
      'posts/first.md':
        '---\ntitle: First\ndate: 2019-05-01\n---\n::: tip Good to know\nText.\n:::\n\n::: details More\nHidden.\n:::\n\n## Übersicht {#overview}\n',
    },
    expected: {
      'posts/first.md': [
        'aliases:\n  - /posts/first.html',
        '> [!TIP]\n> **Good to know**\n>\n> Text.',
        '<details>\n<summary>More</summary>\n\nHidden.\n\n</details>',
        '## Übersicht {#overview}',
      ],
    },
  },
  {
    name: 'Docusaurus',
    files: {
      'docusaurus.config.js': "module.exports = { url: 'https://old.example' };",
      'blog/authors.yml': 'jane:\n  name: Jane Doe\n  title: Writer\n',
      'blog/2019-05-01-first.md':
        '---\ntitle: First\nauthors: [jane]\n---\nText.\n\n<!--truncate-->\n\n:::danger Stop\nHot.\n:::\n',
    },
    expected: {
      'posts/first.md': [
        'date: 2019-05-01',
        'authors:\n  - jane-doe',
        'aliases:\n  - /blog/2019/05/01/first',
        '> [!CAUTION]\n> **Stop**\n>\n> Hot.',
      ],
    },
  },
  {
    name: 'Obsidian',
    files: {
      '.obsidian/app.json': '{}',
      'First note.md': `---
tags: one
created: 2019-05-01
---
[[Second|the second]] and [[Second#Part two]].

![[a.svg|300]]

> [!info]- Folded
> Text.

==marked== %%hidden%% \`[[code]]\`
`,
      'Second.md': '---\ncreated: 2019-05-02\n---\n## Part two\n',
      'files/a.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"/>',
    },
    expected: {
      'posts/first-note/index.md': [
        'title: First note\ndate: 2019-05-01',
        '[the second](../second.md) and [Second › Part two](../second.md#part-two).',
        '![](a.svg)',
        '> [!NOTE]\n> **Folded**\n>\n> Text.',
        '<mark>marked</mark>',
        '`[[code]]`',
      ],
    },
  },
];
