import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import type { SiteConfig } from '../../lib/config/site-config';
import { silentMp3 } from './audio';
import { ownPublication } from './own-publication';

/** The first thousand words of a real article, without its pictures and links to other articles. */
function thousandWords(): string {
  const file = 'tests/fixtures/linear-memory/content/posts/the-component-model/index.md';
  const [, , body = ''] = readFileSync(file, 'utf8').split(/^---$/m);
  const blocks = body
    .split(/\n{2,}/)
    .filter((block) => !/^(?:!\[|::)|^:::$/m.test(block))
    .map((block) => block.replace(/\[([^\]]*)\]\((?!https?:)[^)]*\)/g, '$1'));
  const words = (text: string) => text.split(/\s+/).length;
  let text = '';
  for (const block of blocks) if (words(text + block) <= 1000) text += `${block}\n\n`;
  return text;
}

const talk = (size: string, changes = '') => `---
title: A talk about mills
date: 2026-03-01
audio: episode.mp3
transcript: episode.vtt
chapters:
  0:00: Welcome
  0:20: How mills work
episode: 7
${changes}---

The mill has ${size} stones [@mill1890, p. 3]. It follows [see @river2001].

See [the old page](ORIGIN/missing) and [a page that works](ORIGIN/fine).
`;

const transcript = `WEBVTT

00:00.500 --> 00:04.000
<v Ann>Welcome. What is a mill?

00:20.000 --> 00:24.000
<v Bo>Two stones &amp; a river.
`;

const bibliography = `@book{mill1890, author = {Miller, Ann}, title = {On Mills}, publisher = {River Press}, year = {1890}}
@article{river2001, author = {Rivers, Bo and Banks, Cy}, title = {Why Rivers Run}, journal = {Water}, year = {2001}, doi = {10.1000/182}}
`;

/**
 * Writes a publication with everything that an owner can add to articles, in a git repository with two versions of a
 * post.
 *
 * @param origin of a stand-in for Mastodon, webmention.io, and the sites that posts link to
 * @returns its folder
 */
export async function connectedPublication(origin: string): Promise<string> {
  const config: SiteConfig = {
    title: 'Quiet Rivers',
    tagline: 'On rivers',
    description: 'Articles and talks about rivers.',
    url: 'https://rivers.example',
    language: 'en',
    copyright: 'Ada',
    license: 'CC-BY-4.0',
    defaultAuthors: ['ada'],
    callToAction: { heading: 'Follow', text: 'By email.', label: 'Join', href: '/subscribe/' },
    analytics: { service: 'plausible', domain: 'rivers.example' },
    newsletter: { service: 'buttondown', username: 'ada' },
    conversation: { webmentions: `${origin}/rivers.example`, hide: ['https://rude.example'] },
    podcast: { image: '/podcast.jpg', category: ['Science', 'Earth Sciences'], email: 'ada@rivers.example' },
    citeThis: true,
    history: true,
    markdown: { embeds: true },
  };
  const cover = await sharp({ create: { width: 1400, height: 1400, channels: 3, background: '#246' } })
    .jpeg()
    .toBuffer();
  const folder = await ownPublication((copy) => {
    for (const place of ['content', 'public']) rmSync(join(copy, place), { recursive: true, force: true });
    const write = (path: string, content: string | Uint8Array) => {
      mkdirSync(dirname(join(copy, path)), { recursive: true });
      writeFileSync(join(copy, path), content);
    };
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@rivers.example', ...args], {
        cwd: copy,
      });
    write('site.config.ts', `export const siteConfig = ${JSON.stringify(config)};\n`);
    write('public/podcast.jpg', cover);
    write('content/authors/ada.md', '---\nname: Ada Example\norcid: 0000-0002-1825-0097\n---\n');
    const post = 'content/posts/mills';
    write(`${post}/index.md`, talk('two').replaceAll('ORIGIN', origin));
    write(`${post}/episode.mp3`, silentMp3(60));
    write(`${post}/episode.vtt`, transcript);
    write(`${post}/references.bib`, bibliography);
    write(
      'content/posts/thousand.md',
      `---\ntitle: A thousand words\ndate: 2026-02-01\ndiscussion: ${origin}/@ada/1\n---\n\n${thousandWords()}\n`,
    );
    write('content/posts/first.md', '---\ntitle: The first post\ndate: 2026-01-01\n---\n\nA river.\n');
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '-m', 'Publish');
    const changes = 'changes:\n  2026-03-09: Counted the stones again\n';
    write(`${post}/index.md`, talk('three', changes).replaceAll('ORIGIN', origin));
    git('commit', '--quiet', '-am', 'Correct');
  });
  return folder;
}
