import { testReports } from '../helpers/check-cases';
import { post } from '../helpers/publication';

testReports([
  {
    name: 'an unknown author',
    files: {
      'posts/a.md': post({ authors: '[runtime-dsek]' }),
      'authors/runtime-desk.md': '---\nname: R\n---\n',
    },
    location: 'posts/a.md:4:11',
    messages: [
      'unknown author "runtime-dsek"',
      'expected the name of a file in authors/',
      'Fix: write "runtime-desk"',
    ],
  },
  {
    name: 'an unknown series',
    files: { 'posts/a.md': post({ series: 'nowhere' }) },
    location: 'posts/a.md:4:9',
    messages: ['unknown series "nowhere"', 'Fix: create series/nowhere.md'],
  },
  {
    name: 'a translation of itself',
    files: { 'posts/itself.md': post({ translationOf: 'itself' }) },
    location: 'posts/itself.md:4:16',
    messages: ['a post cannot be its own translation'],
  },
  {
    name: 'an unknown pinned post',
    files: { 'posts/a.md': post({ related: '[b-post]' }), 'posts/a-post.md': post() },
    location: 'posts/a.md:4:11',
    messages: ['"related" names "b-post", which is not a post', 'Fix: write "a-post"'],
  },
  {
    name: 'an unknown post in "unrelated"',
    files: { 'posts/a.md': post({ unrelated: '[b-post]' }), 'posts/a-post.md': post() },
    location: 'posts/a.md:4:13',
    messages: ['"unrelated" names "b-post", which is not a post', 'Fix: write "a-post"'],
  },
  {
    name: 'a post that is both related and unrelated',
    files: { 'posts/a.md': post({ related: '[b]', unrelated: '[b]' }), 'posts/b.md': post() },
    location: 'posts/a.md:5:13',
    messages: ['"b" is both "related" and "unrelated"', 'Fix: remove it from one of them'],
  },
  {
    name: 'a broken link',
    files: { 'posts/a.md': post({}, 'See\n\nthe [other](../othre.md).'), 'posts/other.md': post() },
    location: 'posts/a.md:8:5',
    messages: ['broken link to ../othre.md: the page does not exist', 'Fix: write other.md'],
  },
  {
    name: 'a broken link in raw HTML',
    files: { 'posts/a.md': post({}, 'See <a href="/nowhere/">there</a>.') },
    location: 'posts/a.md:6:14',
    messages: ['broken link to /nowhere/'],
  },
  {
    name: 'a link to a heading that does not exist',
    files: { 'posts/a.md': post({}, 'See [b](b.md#seond).'), 'posts/b.md': post({}, '## Second') },
    location: 'posts/a.md:6:5',
    messages: ['has no heading or ID "seond"', 'Fix: write "#second"'],
  },
  {
    name: 'a link to a draft',
    files: { 'posts/a.md': post({}, 'See [b](b.md).'), 'posts/b.md': post({ draft: 'true' }) },
    location: 'posts/a.md:6:5',
    messages: ['is a draft', 'expected a published page'],
  },
  {
    name: 'a link without its scheme',
    files: { 'posts/a.md': post({}, 'See [it](github.com/one/two).') },
    location: 'posts/a.md:6:5',
    messages: ['broken link to github.com/one/two', 'Fix: write https://github.com/one/two'],
  },
  {
    name: 'a link that is not a valid URL',
    files: { 'posts/a.md': post({}, 'See\n[it](https://[).') },
    location: 'posts/a.md:7:1',
    messages: ['broken link to https://[: not a valid URL'],
  },
  {
    name: 'an image from a host that no policy can allow',
    files: { 'posts/a.md': post({}, '![A](http://[::1]/a.png)') },
    location: 'posts/a.md:6:1',
    messages: ['http://[::1]/a.png cannot be loaded: no content security policy can allow its host'],
  },
  {
    name: 'a link to a series without published posts',
    files: { 'posts/a.md': post({}, '[s](/series/s/)'), 'series/s.md': '---\ntitle: S\n---\n' },
    location: 'posts/a.md:6:1',
    messages: ['is a series without published posts'],
  },
  {
    name: 'a broken link in a call to action',
    files: { 'posts/a.md': post({ cta: '{heading: H, text: T, label: L, href: /nowhere/}' }) },
    location: 'posts/a.md:4:44',
    messages: ['broken link to /nowhere/'],
  },
  {
    name: 'a video with an incomplete URL',
    files: { 'posts/a.md': post({}, '::video[x]{src="https:"}') },
    location: 'posts/a.md:6:1',
    messages: ['broken link to https:'],
  },
  {
    name: 'a missing image',
    files: { 'posts/a.md': post({}, '![Alt](gone.png)') },
    location: 'posts/a.md:6:1',
    messages: ['missing file gone.png', 'Fix: correct the path'],
  },
  {
    name: 'a translation of a missing post',
    files: { 'posts/a.md': post({ translationOf: 'bee', lang: 'de' }), 'posts/bees.md': post() },
    location: 'posts/a.md:4:16',
    messages: ['"translationOf" names "bee", which is not a post', 'Fix: write "bees"'],
  },
  {
    name: 'a translation into the language of the original',
    files: { 'posts/a.md': post({ translationOf: 'b' }), 'posts/b.md': post() },
    location: 'posts/a.md:4:16',
    messages: ['posts/b.md is in the same language, en', 'Fix: add "lang: …"'],
  },
  {
    name: 'a translation of a translation',
    files: {
      'posts/a.md': post({ translationOf: 'b', lang: 'fr' }),
      'posts/b.md': post({ translationOf: 'c', lang: 'de' }),
      'posts/c.md': post(),
    },
    location: 'posts/a.md:4:16',
    messages: ['posts/b.md is itself a translation', 'Fix: write "translationOf: c"'],
  },
  {
    name: 'an image outside the publication',
    files: { 'posts/a.md': post({}, '![Alt](../../../etc/hostname)') },
    location: 'posts/a.md:6:1',
    messages: ['is outside the content folder'],
  },
]);
