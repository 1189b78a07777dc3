import type { StarterTexts } from './texts';

export const en: StarterTexts = {
  tagline: (author) => `Written by ${author}`,
  description: (title, author) => `${title} is a publication by ${author}.`,
  about: {
    label: 'About',
    description: (title) => `What ${title} is about, and who writes it.`,
    text: ({ title, author, id }) => `${title} is written by [${author}](../authors/${id}.md).

Say here what you write about, for whom, and how readers can reach you. This page is the file \`content/pages/about.md\`.

This site is built with Letterpress. You can delete this line.
`,
  },
  callToAction: {
    heading: 'Never miss an article',
    text: 'Subscribe to get every article in full.',
    label: 'Subscribe',
  },
  post: {
    title: (title) => `Hello from ${title}`,
    description:
      'The first post of this site. It shows what you can write, and how to replace it with your own.',
    tag: 'Notes',
    text: `This post is the file \`content/posts/hello/index.md\`. Run \`npm run dev\`, open the file in your editor, and the page updates when you save. When you no longer need it, delete its folder.

![A Markdown file becomes a page, a feed and a card](one-file.svg "You write one file. The build makes the rest.")

## What you can write

You write Markdown: *emphasis*, **bold text**, \`code\`, [links](https://commonmark.org/help/), lists and quotes. To link to another page of this site, use the path to its file, as in [the About page](../../pages/about.md). If that file does not exist, \`npm run check\` says so before your readers find out.

Footnotes[^1] appear next to the text if the screen is wide enough, and below it otherwise.

> [!TIP]
> A quote that begins with \`[!TIP]\` is a box like this one. There are also \`NOTE\`, \`IMPORTANT\`, \`WARNING\` and \`CAUTION\`.

Code is highlighted for more than 200 languages. Readers can copy it, and you can highlight lines:

\`\`\`js title="greet.js" {2}
function greet(name) {
  return \`Hello, \${name}!\`;
}
\`\`\`

Tables work too:

| You write | Readers see |
|---|---|
| \`tags: [Notes]\` | a topic with its own page and feed |
| \`draft: true\` | nothing, until you remove it |
| \`date: 2030-01-01\` | nothing, until that day |

## What to do next

1. Change the tagline and the description in \`site.config.ts\`.
2. Say who you are on [the About page](../../pages/about.md).
3. Write your first post: \`npm run new -- "Its title"\`.
4. Put the site online: \`docs/deploy/\` has a page for each host.

Everything else that you can write is described in \`docs/writing.md\`.

[^1]: Like this one. It can contain links and code.
`,
  },
  drawing: {
    title: 'A Markdown file becomes a page, a feed and a card',
    labels: ['index.md', 'a page', 'a feed', 'a card'],
  },
};
