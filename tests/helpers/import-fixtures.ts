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
    name: 'Jekyll: Markdown in HTML, bare URLs, topics in words',
    files: {
      '_config.yml':
        'url: old.example\npermalink: /:title.html\ncollections:\n  projects:\n    output: true\n  galleries:\n    output: true\n    permalink: /:slug\n',
      '_posts/2019-05-01-first.md': `---
title: First
tags: وب لینوکس
authors: ["Doe, Jane"]
---
<figure markdown="1">
<figcaption>
A caption
</figcaption>
![A hill](hill.png "Hill")
</figure>

See https://old.example/second.html and <https://old.example/second.html>, :nodoc:. [Two][two]

[^n]: A note.
[two]: second.html

## A.b c

[above](#a.b-c)
`,
      '_posts/2019-05-02-second.md': '---\ntitle: Second\n---\nText.\n',
      '_projects/second.md': '---\ntitle: A project\n---\nText.\n',
      '_galleries/Black and White.md':
        '---\nimages:\n  - file: one 1.jpg\n    caption: First\n  - file: two.jpg\n---\nPhotographs.\n',
      'img/black-and-white/one 1.jpg': 'JPEG',
      'img/black-and-white/two.jpg': 'JPEG',
      'img/other/two.jpg': 'JPEG',
      '404.md': '---\ntitle: Not found\npermalink: /404.html\n---\nText.\n',

      'hill.png': 'PNG',
      'extra/table.csv': 'a,b\n',
      'list.html': '---\n---\n{% for post in site.posts %}{% endfor %}\n',
    },
    expected: {
      'posts/first/index.md': [
        'authors:\n  - doe-jane\n',
        'tags:\n  - وب\n  - لینوکس\n',
        '<figure>\n<figcaption>\n\nA caption\n\n</figcaption>\n\n![A hill](hill.png "Hill")\n\n</figure>',
        'See [https://old.example/second.html](../second.md) and [https://old.example/second.html](../second.md)',
        '[^n]: A note.\n\n[two]: ../second.md',
        // The link shows what the ID was.
        '## A.b c\n\n[above](#a.b-c)',
      ],
      'pages/black-and-white/index.md': [
        'title: Black and White\n---\n\nPhotographs.\n\n![](<one%201.jpg> "First")\n\n![](two.jpg)',
      ],
      // The address /second.html was that of the post.
      'pages/projects-second.md': ['title: A project'],
    },
    todo: ['`extra/table.csv:1` the old site served it at /extra/table.csv'],
  },
  {
    name: 'Jekyll: translations, files of other types, URLs that are not valid, a header of HTML',
    files: {
      '_config.yml': 'url: https://old.example\n',
      'en/_posts/2019-05-01-call.md': '---\ntitle: Call\n---\nIn 2019. [Patch](/patches/fix.rb)\n',
      'en/_posts/2020-05-01-call.md': '---\ntitle: Call\n---\nIn 2020.\n',
      'de/_posts/2019-05-01-call.md':
        '---\ntitle: Aufruf\nlang: de\nheader: <a href="../">Teil 1</a>\n---\n2019 [[Bug 1]]\n',
      'de/_posts/2020-05-01-call.md': '---\ntitle: Aufruf\nlang: de\n---\n2020\n',
      'fr/_posts/2020-06-01-call.md': '---\ntitle: Appel\nlang: fr\n---\n2020\n',
      'en/_posts/2020-05-02-host.md':
        "---\ntitle: Host\n---\nFor 'www.new.example\\0.other.example' and http://a..b\\0c again.\n\n```sh\ncurl http://a..b\\0c\n```\n",
      'patches/fix.rb': 'puts 1\n',
    },
    expected: {
      'posts/call.md': ['date: 2019-05-01', '[Patch](/patches/fix.rb)'],
      'posts/call-de.md': ['translationOf: call\n', 'header: <a href="../">Teil 1</a>'],
      'posts/call-2.md': ['date: 2020-05-01'],
      'posts/host.md': [
        "'`www.new.example\\0.other.example`' and `http://a..b\\0c` again",
        'curl http://a..b\\0c\n',
      ],
    },
    todo: [],
  },
  {
    name: 'Jekyll: IDs of blocks, the end of a block, languages below fences',
    files: {
      '_config.yml': 'url: https://old.example\n',
      '_posts/2019-05-01-first.md': `${dated}Start.
{: #start}

## Above
Below.
{: #below style="color: #fff"}

1. one
2. two
{: #steps}

\`\`\`
code
\`\`\`
{: #listing .nolineno}

See<sup>[1](#fn1)</sup>. [Set up](#set-up)

## Set up

## Setup

<sup>1</sup> A note.
{: #fn1 .note}

* one
^

    code {: .x}

~~~
puts 1
~~~
{: .language-ruby}

Text after.
`,
    },
    expected: {
      'posts/first.md': [
        '---\n\n<a id="start"></a>Start.\n',
        '\n## Above\n<a id="below"></a>Below.\n',
        '<a id="steps"></a>\n\n1. one\n2. two\n',
        '<a id="listing"></a>\n\n```\ncode\n```\n',
        'See<sup>[1](#fn1)</sup>. [Set up](#set-up)',
        '## Set up\n\n## Setup\n',
        '<a id="fn1"></a><sup>1</sup> A note.\n',
        '\n<!-- -->\n\n    code {: .x}\n',
        '~~~ruby\nputs 1\n~~~\n\nText after.',
      ],
    },
    todo: [],
  },
  {
    name: 'Jekyll: images in front matter that are missing, a gallery with a film',
    files: {
      '_config.yml': 'url: https://old.example\n',
      '_posts/2019-05-01-first.md':
        '---\ntitle: First\nogImage: /img/missing.png\ncover: https://old.example/img/gone.jpg\nphotos: [/img/a.png, /img/b.png, clip.mp4]\n---\n![](/img/2018/1.png)\n',
      'pictures.md': '---\ntitle: Pictures\ncover: /img/a.png\nphotos: [/img/a.png, /img/b.png]\n---\n',
      'list.md': '---\ntitle: List\nlayout: list\n---\n',
      'img/a.png': '',
      'img/b.png': '',
      'img/2019/1.png': '',
    },
    expected: {
      'posts/first/index.md': [
        '![](a.png)\n\n![](b.png)',
        'photos:',
        'image: https://old.example/img/missing.png\n',
        'cover: https://old.example/img/gone.jpg\n',
      ],
      'pages/pictures/index.md': ['![](a.png)\n\n![](b.png)', 'x-imported:\n  cover: /img/a.png\n'],
    },
    todo: [
      '`/list.html`: left out, because it has no text',
      '`/img/missing.png`: the file is not in the source',
      '`https://old.example/img/gone.jpg`: the file is not in the source, so readers still load it from old.example',
      '`clip.mp4`: the old theme may have shown it, but it is not an image',
      '`/img/2018/1.png`: the file is not in the source',
    ],
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
    todo: ['the shortcode "unknown-one" is defined by the old theme'],
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
      'src/content.config.ts':
        "defineCollection({ loader: glob({ base: './notes/posts', pattern: '**/*.md' }) });",
      'notes/posts/2019/second.md':
        '---\ntitle: Second\npubDate: 2019-05-02\n---\n::github{repo="example/second"}\n',
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
      'posts/second.md': [
        'aliases:\n  - /posts/2019/second/',
        '[example/second](https://github.com/example/second)',
      ],
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
    todo: [
      'the value of this expression depends on the old site',
      'the component <Chart> is defined by the old site',
    ],
  },
  {
    name: 'Astro: pages in code, comments in data files',
    files: {
      'astro.config.mjs': "export default { site: 'https://old.example' };\n",
      'src/content/blog/first.md': `${dated}Text.\n`,
      'src/pages/index.astro': '<h1>Old</h1>',
      'src/pages/about.astro': '<h1>About</h1>',
      'src/pages/archive/index.astro': '<h1>Archive</h1>',
      'src/pages/blog/index.astro': '<h1>Blog</h1>',
      'src/pages/blog/[slug].astro': '<slot />',
      'src/pages/rss.xml.js': '',
      'src/pages/404.astro': '<h1>Not found</h1>',
      'src/data/comments/first/1.yml': 'message: Hello\n',
    },
    expected: { 'posts/first.md': ['Text.'] },
    todo: [
      '`src/pages/about.astro:1` `/about/`: the page is code, which an import cannot run',
      '1 file of comments in this folder was left out',
    ],
  },
  {
    name: 'Eleventy: plugins of markdown-it, `passthrough` in its configuration',
    files: {
      'package.json':
        '{"dependencies":{"markdown-it-implicit-figures":"0.10.0","markdown-it-multimd-table":"4.0.0"}}',
      '.eleventy.js':
        'module.exports = (config) => config.addPassthroughCopy("css", { figcaption: true });\n',
      'posts/first.md': `${dated}
| Name | Meaning |
| ---- | ------- |
| one  | the first \\
|      | of two  |
| two  | second  |

| C++ | Assembly |
| --- | -------- |
| \`\`\`cpp    | \`\`\`asm  \\
| int f() { | ret     \\
|   g();    |         \\
| }         |         \\
| \`\`\`       | \`\`\`     |

From $a to $b$.

![A drawing](https://a.example/a.svg)

\`\`\`text
| A | B |
|---|---|
| C | D \\
| E | F |
\`\`\`
`,
    },
    expected: {
      'posts/first.md': [
        '| Name | Meaning |\n| ---- | ------- |\n| one | the first of two |\n| two | second |\n',
        '<td>\n\n```cpp\nint f() {\n  g();\n}\n```\n\n</td>',
        'From $a to $b$.\n\n:::figure\n![A drawing](https://a.example/a.svg)\n\nA drawing\n:::\n',
        '| C | D \\\n| E | F |\n',
      ],
    },
    todo: [],
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
        '---\ntitle: First\ndate: 2019-05-01\n---\n::: tip Good to know\nText.\n\n```js\na\n\nb\n```\n:::\n\n::: details More\nHidden.\n:::\n\n::: figure A caption\n![A](https://other.example/a.png)\n:::\n\n## Übersicht {#overview}\n\n:::algorithm\n> Step.\n',
    },
    expected: {
      'posts/first.md': [
        'aliases:\n  - /posts/first.html',
        '> [!TIP]\n> **Good to know**\n>\n> Text.\n>\n> ```js\n> a\n>\n> b\n> ```\n',
        '<details>\n<summary>More</summary>\n\nHidden.\n\n</details>',
        ':::figure\n![A](https://other.example/a.png)\n\nA caption\n:::',
        '## Übersicht {#overview}\n\n> Step.',
      ],
    },
  },
  {
    name: 'Docusaurus',
    files: {
      'docusaurus.config.js': "module.exports = { url: 'https://old.example' };",
      'blog/authors.yml': 'jane:\n  name: Jane Doe\n  title: Writer\n',
      'blog/2019-05-01-first.md':
        '---\ntitle: First\nauthors: [jane]\n---\nText.\n\n<!--truncate-->\n\n:::danger Stop\nHot.\n:::\n\n:::note\n\n:::figure\n![A](https://a.example/a.png)\n\nB\n:::\n\n:::\n\n::youtube[A cat]{#01ab2cd3efg}\n\n```jsx live\n<b>Hi</b>\n```\n\n```js title="A live demo"\nlet a;\n```\n',
    },
    expected: {
      'posts/first.md': [
        'date: 2019-05-01',
        'authors:\n  - jane-doe',
        'aliases:\n  - /blog/2019/05/01/first',
        '> [!CAUTION]\n> **Stop**\n>\n> Hot.',
        '> [!NOTE]\n> :::figure\n> ![A](https://a.example/a.png)\n>\n> B\n> :::\n',
        '::video[A cat]{src="https://www.youtube.com/watch?v=01ab2cd3efg"}',
        '```jsx\n<b>Hi</b>',
      ],
    },
    todo: ['the old site ran this code and showed the result'],
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
  {
    name: 'WordPress',
    source: 'export.xml',
    files: {
      'export.xml': `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<language>en-US</language>
<wp:base_blog_url>https://old.example/blog</wp:base_blog_url>
<wp:author><wp:author_login>jane</wp:author_login><wp:author_display_name><![CDATA[Jane Doe]]></wp:author_display_name></wp:author>
<item>
<title>Tom &amp; Ann</title>
<link>https://old.example/blog/2019/05/tom/</link>
<dc:creator><![CDATA[jane]]></dc:creator>
<guid isPermaLink="false">https://old.example/blog/?p=7</guid>
<content:encoded><![CDATA[First paragraph,
second line.

<!--more-->

<h2>Über uns</h2>

[caption id="a" align="left"]<a href="https://old.example/blog/wp-content/uploads/a.jpg"><img src="https://old.example/blog/wp-content/uploads/a-300x200.jpg" alt="A" /></a> See <em>this</em>[/caption]

[sourcecode lang="js"]if (a < b) alert("x");[/sourcecode]

https://www.youtube.com/watch?v=abc

<table><caption>Cap</caption><tr><td colspan="2">x</td></tr></table>

Text<sup data-fn="n1"><a href="#n1" id="n1-link">1</a></sup> H<sub>2</sub>O [contact-form id="1"]

<ol class="wp-block-footnotes"><li id="n1">A note. <a href="#n1-link">↩︎</a></li></ol>]]></content:encoded>
<excerpt:encoded><![CDATA[In short.]]></excerpt:encoded>
<wp:post_id>7</wp:post_id>
<wp:post_date><![CDATA[2019-05-01 12:00:00]]></wp:post_date>
<wp:post_date_gmt><![CDATA[2019-05-01 10:00:00]]></wp:post_date_gmt>
<wp:post_modified_gmt><![CDATA[2019-06-01 10:00:00]]></wp:post_modified_gmt>
<wp:post_name><![CDATA[tom]]></wp:post_name>
<wp:status><![CDATA[publish]]></wp:status>
<wp:post_type><![CDATA[post]]></wp:post_type>
<category domain="category" nicename="news"><![CDATA[News]]></category>
<category domain="post_tag" nicename="c"><![CDATA[C++]]></category>
<wp:comment><wp:comment_approved>1</wp:comment_approved></wp:comment>
</item>
<item>
<title>Blocks</title>
<link>https://old.example/blog/2019/05/blocks/</link>
<content:encoded><![CDATA[<!-- wp:paragraph -->
<p>See <a href="https://old.example/blog/2019/05/tom/#x">Tom</a>.</p>
<!-- /wp:paragraph -->

<!-- wp:code -->
<pre class="wp-block-code"><code lang="rust" class="language-rust">let a = 1;</code></pre>
<!-- /wp:code -->]]></content:encoded>
<wp:post_id>8</wp:post_id>
<wp:post_date_gmt>2019-05-02 10:00:00</wp:post_date_gmt>
<wp:post_name>blocks</wp:post_name>
<wp:status>draft</wp:status>
<wp:post_type>post</wp:post_type>
</item>
</channel>
</rss>`,
    },
    expected: {
      'posts/tom.md': [
        'title: Tom & Ann\ndate: 2019-05-01T10:00:00Z\ndescription: In short.\nupdated: 2019-06-01T10:00:00Z\n',
        'authors:\n  - jane-doe\n',
        'tags:\n  - News\n  - C++\n',
        'aliases:\n  - /blog/2019/05/tom/\nguid: https://old.example/blog/?p=7\n',
        'First paragraph,\\\nsecond line.',
        '## Über uns',
        ':::figure\n![A](https://old.example/blog/wp-content/uploads/a.jpg)\n\nSee _this_\n:::',
        '```js\nif (a < b) alert("x");\n```',
        '::video{src="https://www.youtube.com/watch?v=abc"}',
        '<table><caption>Cap</caption>',
        'Text[^1] H<sub>2</sub>O',
        '[^1]: A note.',
      ],
      'posts/blocks.md': ['draft: true', 'See [Tom](tom.md).', '```rust\nlet a = 1;\n```'],
    },
    todo: [
      '1 comment was left out',
      'wp-content/uploads/a.jpg`: the file is not in the source, so readers still load it from old.example',
      'the shortcode "contact-form" comes from a plugin **',
      'the target page has no heading "#x"',
    ],
  },
  {
    name: 'WordPress: a damaged export',
    source: 'export.xml',
    files: {
      'export.xml': `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<item><title>First\u0008 &nbsp;&unknown; one</title><link>https://old.example/first/</link><content:encoded><![CDATA[Text\u0003.]]></content:encoded><wp:post_id>1</wp:post_id><wp:post_date_gmt>2019-05-01 10:00:00</wp:post_date_gmt><wp:post_name>first</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>
<item><title>Second</title><content:encoded><![CDATA[The file ends h`,
    },
    expected: { 'posts/first.md': ['aliases:\n  - /first/\n', 'Text.'] },
    todo: [
      'export.xml:4` not well-formed: undefined entity',
      'export.xml:5` `Second`: the file ends in the middle of this post, which was left out',
    ],
  },
  {
    name: 'Ghost',
    files: {
      'ghost.json': JSON.stringify({
        db: [
          {
            meta: { version: '5.0.0' },
            data: {
              posts: [
                {
                  id: '5c1',
                  uuid: 'u1',
                  title: 'First',
                  slug: 'first',
                  html: '<p>See <a href="__GHOST_URL__/second/">two</a></p><figure class="kg-card kg-image-card"><img src="__GHOST_URL__/content/images/a.svg" alt="A"><figcaption>Cap</figcaption></figure><div class="kg-card kg-callout-card"><div class="kg-callout-emoji">💡</div><div class="kg-callout-text">Mind <b>this</b>.</div></div><div class="kg-card kg-toggle-card"><div class="kg-toggle-heading"><h4 class="kg-toggle-heading-text">More</h4></div><div class="kg-toggle-content"><p>Hidden.</p></div></div><figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="https://a.example/"><div class="kg-bookmark-title">A site</div><div class="kg-bookmark-description">About.</div></a></figure>',
                  feature_image: '__GHOST_URL__/content/images/a.svg',
                  status: 'published',
                  visibility: 'public',
                  type: 'post',
                  published_at: '2019-05-01T10:00:00.000Z',
                  updated_at: '2019-05-03T10:00:00.000Z',
                  custom_excerpt: 'In short.',
                },
                {
                  id: '5c2',
                  title: 'Second',
                  slug: 'second',
                  html: '<p>x</p>',
                  status: 'published',
                  visibility: 'paid',
                  type: 'post',
                  published_at: '2019-05-02T10:00:00.000Z',
                },
              ],
              posts_meta: [{ post_id: '5c1', feature_image_alt: 'A cover' }],
              tags: [
                { id: 't1', name: 'News' },
                { id: 't2', name: '#internal' },
              ],
              posts_tags: [
                { post_id: '5c1', tag_id: 't1' },
                { post_id: '5c1', tag_id: 't2' },
              ],
              users: [{ id: 'a1', name: 'Jane Doe', slug: 'jane', bio: 'Writes.' }],
              posts_authors: [{ post_id: '5c1', author_id: 'a1' }],
            },
          },
        ],
      }),
      'content/images/a.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"/>',
    },
    expected: {
      'posts/first/index.md': [
        'date: 2019-05-01T10:00:00Z\ndescription: In short.\nupdated: 2019-05-03T10:00:00Z',
        'authors:\n  - jane-doe\ntags:\n  - News\ncover: a.svg\ncoverAlt: A cover\naliases:\n  - /first/\nguid: 5c1',
        'See [two](../second.md)',
        ':::figure\n![A](a.svg)\n\nCap\n:::',
        '> [!NOTE]\n> Mind **this**.',
        '<details>\n<summary>More</summary>\n\nHidden.\n\n</details>',
        '[A site](https://a.example/)',
      ],
      'posts/second.md': ['draft: true'],
      'authors/jane-doe.md': ['name: Jane Doe\n---\n\nWrites.'],
    },
    todo: ['only paying members could read it, so it is now a draft'],
  },
  {
    name: 'Medium',
    files: {
      'posts/2019-05-01_First-0123456789ab.html':
        '<!DOCTYPE html><html><body><article class="h-entry"><header><h1 class="p-name">First</h1></header><section data-field="subtitle" class="p-summary">In short.</section><section data-field="body" class="e-content"><section class="section"><div class="section-divider"><hr class="section-divider"></div><div class="section-inner"><h3 class="graf graf--h3 graf--title">First</h3><p class="graf">Text <code>a</code>.</p><h4 class="graf">Part</h4><pre class="graf graf--pre">let a;<br>let b;</pre><figure class="graf graf--figure"><img src="https://cdn-images-1.medium.com/max/800/a.png"><figcaption>Cap</figcaption></figure></div></section></section><footer><p>By <a href="https://medium.com/@jane" class="p-author h-card">Jane Doe</a> on <a href="https://medium.com/p/0123456789ab"><time class="dt-published" datetime="2019-05-01T10:00:00.000Z">May 1, 2019</time></a>.</p><p><a href="https://medium.com/@jane/first-post-0123456789ab" class="p-canonical">Canonical link</a></p></footer></article></body></html>',
    },
    expected: {
      'posts/first-post.md': [
        'title: First\ndate: 2019-05-01T10:00:00Z\ndescription: In short.\nauthors:\n  - jane-doe\naliases:\n',
        'Text `a`.\n\n### Part\n\n```\nlet a;\nlet b;\n```',
        ':::figure\n![](https://cdn-images-1.medium.com/max/800/a.png)\n\nCap\n:::',
        'guid: https://medium.com/p/0123456789ab',
      ],
    },
    todo: ['the file is not in the source, so readers still load it from cdn-images-1.medium.com'],
  },
  {
    name: 'Substack',
    files: {
      'posts.csv':
        'post_id,post_date,is_published,email_sent_at,inbox_sent_at,type,audience,title,subtitle,podcast_url\n1.first,2019-05-01T10:00:00.000Z,true,,,newsletter,everyone,"First, of ""many""",In short.,\n2.paid,2019-05-02T10:00:00.000Z,true,,,newsletter,only_paid,Paid,,\n',
      'posts/1.first.html':
        '<p>See <a href="/p/paid">the other</a>.</p><div class="subscription-widget-wrap"><form><input type="email"></form></div>',
      'posts/2.paid.html': '<p>Text.</p>',
    },
    expected: {
      'posts/first.md': [
        'title: First, of "many"\ndate: 2019-05-01T10:00:00Z\ndescription: In short.\naliases:\n  - /p/first\n',
        'See [the other](paid.md).',
      ],
      'posts/paid.md': ['draft: true'],
    },
    todo: ['its audience was "only_paid"', 'posts cannot contain forms'],
  },
  {
    name: 'Blogger',
    source: 'blog.xml',
    files: {
      'blog.xml': `<?xml version='1.0' encoding='UTF-8'?><feed xmlns='http://www.w3.org/2005/Atom' xmlns:app='http://purl.org/atom/app#'><generator uri='http://www.blogger.com'>Blogger</generator>
<entry><id>tag:blogger.com,1999:blog-1.post-2</id><published>2019-05-01T10:00:00.000+02:00</published><updated>2019-05-01T10:00:00.000+02:00</updated><category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#post'/><category scheme='http://www.blogger.com/atom/ns#' term='News'/><title type='text'>First</title><content type='html'>&lt;div style="text-align: center;"&gt;Text&lt;/div&gt;</content><link rel='alternate' type='text/html' href='https://old.example/2019/05/first.html' title='First'/><author><name>Jane Doe</name></author></entry>
</feed>`,
    },
    expected: {
      'posts/first.md': [
        'date: 2019-05-01T10:00:00+02:00\nauthors:\n  - jane-doe\ntags:\n  - News\naliases:\n  - /2019/05/first.html\nguid: tag:blogger.com,1999:blog-1.post-2\n',
        '\nText\n',
      ],
    },
  },
  {
    name: 'Tumblr',
    files: {
      'posts/html/123.html':
        '<!DOCTYPE html><html><body><h1>First</h1><p>Text.</p><div id="footer"><span id="timestamp"> May 1st, 2019 3:13pm </span><span class="tag">news</span></div></body></html>',
    },
    expected: {
      'posts/first.md': [
        'title: First\ndate: 2019-05-01T15:13:00',
        'tags:\n  - news\naliases:\n  - /post/123\n',
        'Text.',
      ],
    },
  },
  {
    name: 'DEV',
    files: {
      'articles.json': JSON.stringify([
        {
          id: 1,
          title: 'First',
          slug: 'first-1a2b',
          path: '/jane/first-1a2b',
          published: true,
          published_at: '2019-05-01T10:00:00Z',
          tag_list: ['rust', 'wasm'],
          body_markdown: 'Text.\n\n{% youtube abc %}\n',
          description: 'In short.',
        },
      ]),
    },
    expected: {
      'posts/first.md': [
        'tags:\n  - rust\n  - wasm\naliases:\n  - /jane/first-1a2b\n',
        '::video{src="https://www.youtube.com/watch?v=abc"}',
      ],
    },
  },
  {
    name: 'Hashnode',
    files: {
      'export.json': JSON.stringify({
        posts: [
          {
            _id: 'h1',
            title: 'First',
            slug: 'first',
            dateAdded: '2019-05-01T10:00:00.000Z',
            contentMarkdown: '%[https://youtu.be/abc]\n\n![A](https://cdn.example/a.png align="center")\n',
            tags: [{ name: 'Rust' }],
          },
        ],
      }),
    },
    expected: {
      'posts/first.md': [
        'tags:\n  - Rust\naliases:\n  - /first\n',
        '::video{src="https://youtu.be/abc"}',
        '![A](https://cdn.example/a.png)',
      ],
    },
  },
];
