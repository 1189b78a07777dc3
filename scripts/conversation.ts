import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Jobs } from '../lib/build/jobs';
import { readContent } from '../lib/build/prepare';
import { main } from '../lib/cli/main';
import { defaultBlueskyApi } from '../lib/config/conversation';
import { readSettings } from '../lib/config/env';
import { absoluteUrl, site } from '../lib/config/site';
import { conversationFile } from '../lib/conversation/reply';
import { updateConversations } from '../lib/conversation/update';
import { aliasPath, encodePath } from '../lib/util/addresses';
import { count } from '../lib/util/count';
import { discussionOf } from '../lib/util/discussion';
import { writeWhole } from '../lib/util/files';
import { printable } from '../lib/util/printable';
import { Pool } from '../lib/workers/pool';

/** Between two requests, in milliseconds. */
const PAUSE_MS = 1000;
const TIMEOUT_MS = 20_000;

/** The URLs that others may have linked to: also former ones, and without the slash. */
function urlsOf(path: string, aliases: readonly string[]): [string, ...string[]] {
  const [url, ...former] = [path, ...aliases].map((one) => absoluteUrl(encodePath(one))) as [
    string,
    ...string[],
  ];
  return [url, ...[url, ...former].map((one) => one.replace(/\/$/, '')), ...former];
}

await main(
  {
    forms: ['conversation'],
    summary:
      'Fetches replies to posts from Mastodon, Bluesky and webmention.io into content/conversation.json, which builds print as plain HTML. The exit code is 1 if something could not be fetched.',
    environment: ['SITE_URL', 'BASE_PATH', 'CONTENT_DIR'],
    example: 'npm run conversation && npm run build',
  },
  async () => {
    const { contentDir } = readSettings();
    const readers = new Pool<Jobs>({});
    const { entries, conversations: before } = await readContent({}, readers).finally(() => readers.close());
    const posts = entries.filter(({ file }) => file.type === 'Post');
    const { webmentions, bluesky = defaultBlueskyApi } = site.conversation ?? {};
    const { conversations, succeeded } = await updateConversations(
      posts.map(({ slug, path, fields }) => ({
        slug,
        urls: urlsOf(path, fields.aliases?.value.map(({ value }) => aliasPath(value)) ?? []),
        discussions: (fields.discussion?.value ?? []).flatMap(({ value }) => discussionOf(value) ?? []),
      })),
      before,
      {
        bluesky: new URL(bluesky).origin,
        webmentions: webmentions && new URL(webmentions).origin,
        userAgent: `Letterpress (+${absoluteUrl('/')})`,
        pauseMs: PAUSE_MS,
        timeoutMs: TIMEOUT_MS,
        log: (line) => console.error(printable(line)),
      },
    );
    const file = join(contentDir, conversationFile);
    const text = `${JSON.stringify(conversations, null, 2)}\n`;
    const isChanged = !existsSync(file) || readFileSync(file, 'utf8') !== text;
    if (isChanged) writeWhole(file, text);
    const replies = Object.values(conversations).flatMap((threads) =>
      threads.flatMap((thread) => thread.replies),
    );
    console.log(
      `${count(replies.length, 'reply', 'replies')} to ${count(Object.keys(conversations).length, 'post')}${isChanged ? '' : ', unchanged'}.`,
    );
    if (!succeeded) process.exitCode = 1;
  },
);
