import { relative } from 'node:path';
import { defineDocumentType, makeSource } from 'contentlayer2/source-files';
import rehypeAutolinkHeadings from 'rehype-autolink-headings';
import rehypePrismPlus from 'rehype-prism-plus';
import rehypeSlug from 'rehype-slug';
import remarkGfm from 'remark-gfm';
import { visit } from 'unist-util-visit';

/** Posts link to each other by file name, as Markdown editors understand it. */
const remarkPostLinks = () => (tree) =>
  visit(tree, 'link', (node) => {
    const file = /^([^/:]+)\.md(#.*)?$/.exec(node.url);
    if (file) node.url = `/posts/${file[1]}/${file[2] ?? ''}`;
  });

const slug = { type: 'string', resolve: (document) => document._raw.sourceFileName.replace(/\.md$/, '') };

const Post = defineDocumentType(() => ({
  name: 'Post',
  filePathPattern: 'posts/*.md',
  fields: {
    title: { type: 'string', required: true },
    date: { type: 'date', required: true },
    description: { type: 'string' },
    authors: { type: 'list', of: { type: 'string' }, required: true },
    tags: { type: 'list', of: { type: 'string' }, default: [] },
    series: { type: 'string' },
    part: { type: 'number' },
  },
  computedFields: {
    slug,
    minutes: { type: 'number', resolve: ({ body }) => Math.ceil(body.raw.split(/\s+/).length / 220) },
  },
}));

const Author = defineDocumentType(() => ({
  name: 'Author',
  filePathPattern: 'authors/*.md',
  fields: {
    name: { type: 'string', required: true },
    organization: { type: 'boolean', default: false },
  },
  computedFields: { slug },
}));

const Series = defineDocumentType(() => ({
  name: 'Series',
  filePathPattern: 'series/*.md',
  fields: { title: { type: 'string', required: true } },
  computedFields: { slug },
}));

export default makeSource({
  contentDirPath: relative('.', process.env.CONTENT_DIR),
  documentTypes: [Post, Author, Series],
  // The alias in `jsconfig.json` needs no `baseUrl`.
  disableImportAliasWarning: true,
  markdown: {
    remarkPlugins: [remarkGfm, remarkPostLinks],
    rehypePlugins: [rehypeSlug, rehypeAutolinkHeadings, [rehypePrismPlus, { ignoreMissing: true }]],
  },
});
