import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type Conversations, conversationsShape, MAX_REPLIES } from '../../lib/conversation/reply';
import { updateConversations } from '../../lib/conversation/update';
import { discussionOf } from '../../lib/util/discussion';
import {
  blueskyNode,
  type ConversationServer,
  conversationServer,
  mastodonStatus,
  webmention,
} from '../helpers/conversation-server';

let service: ConversationServer;
before(async () => {
  service = await conversationServer();
});
after(() => service.server.close());
beforeEach(() => {
  service.requests.length = 0;
  for (const path of Object.keys(service.answers)) delete service.answers[path];
});

const url = 'https://rivers.example/posts/a/';

async function update(before: Conversations = {}, bluesky = true) {
  const lines: string[] = [];
  const discussions = [
    `${service.origin}/@ada/1`,
    ...(bluesky ? ['https://bsky.app/profile/ada.example/post/3k2'] : []),
  ].flatMap((one) => discussionOf(one) ?? []);
  const result = await updateConversations(
    [{ slug: 'a', urls: [url, 'https://rivers.example/old'], discussions }],
    before,
    {
      bluesky: service.origin,
      webmentions: service.origin,
      userAgent: 'Test',
      pauseMs: 0,
      timeoutMs: 500,
      log: (line) => lines.push(line),
    },
  );
  // What is written can be read.
  assert.deepEqual(
    conversationsShape.parse(JSON.parse(JSON.stringify(result.conversations))),
    JSON.parse(JSON.stringify(result.conversations)),
  );
  return { ...result, lines };
}

function answer({ mastodon = [], bluesky = [], hidden = [], mentions = [] }: Record<string, unknown[]>) {
  Object.assign(service.answers, {
    '/api/v1/statuses/1': { favourites_count: 5, reblogs_count: 2 },
    '/api/v1/statuses/1/context': { ancestors: [], descendants: mastodon },
    '/xrpc/app.bsky.feed.getPostThread': {
      thread: blueskyNode('3k2', 'The post', bluesky),
      threadgate: { record: { hiddenReplies: hidden } },
    },
    '/api/mentions.jf2': { type: 'feed', children: mentions },
  });
}

describe('npm run conversation', () => {
  it('fetches replies, likes and reposts from all three', async () => {
    answer({
      mastodon: [
        mastodonStatus(
          2,
          '<p><span><a href="https://x.example/@ada">@ada</a></span> I agree.<br>Mostly.</p><p>See <a href="https://example.org/a-long-path"><span class="invisible">https://</span><span>example.org/a-lo…</span></a></p>',
        ),
      ],
      bluesky: [blueskyNode('3k3', 'Me too', [blueskyNode('3k4', 'And me')])],
      mentions: [
        webmention(url, 'in-reply-to'),
        webmention(url, 'like-of'),
        webmention('https://other.example/', 'like-of'),
      ],
    });
    const { conversations, succeeded, lines } = await update();
    assert.deepEqual([succeeded, lines], [true, []]);
    assert.deepEqual(
      conversations.a?.map(({ service, replies, likes, reposts }) => [
        service,
        replies.map(({ author, text }) => `${author.name}: ${text}`),
        likes,
        reposts,
      ]),
      [
        ['Mastodon', ['Bo Beispiel: I agree.\nMostly.\n\nSee https://example.org/a-long-path'], 5, 2],
        ['Bluesky', ['Cy: Me too', 'Cy: And me'], 3, 1],
        ['Webmention', ['Dee: I do not agree.'], 1, 0],
      ],
    );
  });

  it('leaves out what is private, deleted, blocked, hidden or labeled, and shows only the warning of what has one', async () => {
    answer({
      mastodon: [
        mastodonStatus(2, '<p>Secret</p>', { visibility: 'direct' }),
        mastodonStatus(3, '<p>The murderer is</p>', { spoiler_text: 'The end of the book' }),
      ],
      bluesky: [
        { $type: 'app.bsky.feed.defs#notFoundPost', uri: 'at://x', notFound: true },
        { $type: 'app.bsky.feed.defs#blockedPost', uri: 'at://x', blocked: true },
        blueskyNode('3k3', 'Buy this', [], { labels: [{ val: 'spam' }] }),
        blueskyNode('3k5', 'Only for users', [], {
          author: { handle: 'di.example', labels: [{ val: '!no-unauthenticated' }] },
        }),
        blueskyNode('3k6', 'Hidden by the author of the post', [blueskyNode('3k7', 'And its answer')]),
      ],
      hidden: ['at://did:plc:abc/app.bsky.feed.post/3k6'],
      mentions: [webmention(url, 'in-reply-to', { 'wm-private': true })],
    });
    const { conversations } = await update();
    assert.deepEqual(
      conversations.a?.map(({ replies }) => replies.map(({ text }) => text)),
      [['The end of the book'], []],
    );
  });

  it('writes the whole URL of a link that Bluesky has shortened', async () => {
    const record = {
      text: 'Größe: example.org/a…',
      createdAt: '2026-03-05T10:00:00.000Z',
      facets: [
        {
          index: { byteStart: 9, byteEnd: Buffer.byteLength('Größe: example.org/a…') },
          features: [{ $type: 'app.bsky.richtext.facet#link', uri: 'https://example.org/a-long-path' }],
        },
      ],
    };
    answer({ bluesky: [blueskyNode('3k3', '', [], { record })] });
    const { conversations } = await update();
    assert.equal(conversations.a?.[1]?.replies[0]?.text, 'Größe: https://example.org/a-long-path');
  });

  it('keeps what it fetched before from a server that does not answer, or answers nonsense', async () => {
    answer({ mastodon: [mastodonStatus(2, '<p>One</p>')], mentions: [webmention(url, 'in-reply-to')] });
    const { conversations: first } = await update();
    service.answers['/api/v1/statuses/1/context'] = { descendants: 'none' };
    service.answers['/xrpc/app.bsky.feed.getPostThread'] = () => {};
    service.answers['/api/mentions.jf2'] = (response: ServerResponse) => response.end('<html>');
    const { conversations, succeeded, lines } = await update(first);
    assert.deepEqual(conversations, first);
    assert.equal(succeeded, false);
    assert.match(
      lines.join('\n'),
      /Could not fetch http:.*: unexpected response[\s\S]*bsky\.app.*: no answer within 0\.5 s/,
    );
  });

  it('ends a thread whose first post is gone', async () => {
    answer({ mastodon: [mastodonStatus(2, '<p>One</p>')], bluesky: [blueskyNode('3k3', 'Two')] });
    const { conversations: first } = await update();
    delete service.answers['/api/v1/statuses/1'];
    service.answers['/xrpc/app.bsky.feed.getPostThread'] = (response: ServerResponse) =>
      response
        .writeHead(400, { 'Content-Type': 'application/json' })
        .end('{"error":"NotFound","message":"Post not found"}');
    const { conversations, succeeded, lines } = await update(first);
    assert.deepEqual([conversations, succeeded], [{}, true]);
    assert.match(lines.join('\n'), /is gone \(status 404\)[\s\S]*bsky\.app.* is gone \(status 400\)/);
  });

  it('reads all webmentions of all URLs of a post, a thousand at a time', async () => {
    const one = (at: number) =>
      webmention(at % 2 ? url : 'https://rivers.example/old', 'like-of', { url: `https://x.example/${at}` });
    service.answers['/api/mentions.jf2'] = (response: ServerResponse) => {
      const page = Number(/[?&]page=(\d+)/.exec(service.requests.at(-1) ?? '')?.[1]);
      const children = Array.from({ length: page === 0 ? 1000 : 7 }, (_, at) => one(page * 1000 + at));
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ children }));
    };
    const { conversations } = await update({}, false);
    assert.equal(conversations.a?.[0]?.likes, 1007);
  });

  it('keeps a reply once, where it was written, if it also comes as a webmention', async () => {
    answer({
      mastodon: [mastodonStatus(2, '<p>One</p>')],
      mentions: [webmention(url, 'in-reply-to', { url: 'https://social.example/@bo/2' })],
    });
    const { conversations } = await update({}, false);
    assert.deepEqual(
      conversations.a?.map(({ replies }) => replies.length),
      [1, 0],
    );
  });

  it('keeps a reply with a language or a profile that is invalid', async () => {
    answer({
      mastodon: [
        mastodonStatus(2, '<p>Hi</p>', {
          language: 'a language',
          account: { display_name: 'B', acct: 'b', url: 'javascript:alert(1)' },
        }),
      ],
    });
    const { conversations } = await update({}, false);
    assert.deepEqual(JSON.parse(JSON.stringify(conversations.a?.[0]?.replies[0]?.author)), { name: 'B' });
  });

  it('forgets a post that is no longer discussed', async () => {
    answer({});
    const { conversations } = await update({ gone: [] });
    assert.deepEqual(Object.keys(conversations), ['a']);
  });
});

describe('a hostile reply', () => {
  const hostile: [what: string, html: string, text: string][] = [
    ['a script', '<p>Hi<script>alert(1)</script></p>', 'Hi'],
    ['a handler', '<p onclick="alert(1)">Hi <img src=x onerror=alert(1)></p>', 'Hi'],
    ['a frame', '<iframe srcdoc="&lt;script&gt;"></iframe>Hi', 'Hi'],
    ['a style', '<style>* { display: none }</style><p style="position:fixed">Hi</p>', 'Hi'],
    ['a script link', '<a href="javascript:alert(1)">Hi</a>', 'Hi'],
    ['encoded markup', '&lt;script&gt;alert(1)&lt;/script&gt;', '<script>alert(1)</script>'],
    ['control and direction characters', '<p>a\u202eb\u0000c\u2066d</p>', 'abcd'],
    ['piles of marks', `<p>e${'\u0301'.repeat(5000)}</p>`, `é${'\u0301'.repeat(4)}`],
  ];
  for (const [what, html, text] of hostile)
    it(`with ${what} is only its text`, async () => {
      answer({ mastodon: [mastodonStatus(2, html)] });
      const { conversations } = await update({}, false);
      assert.equal(conversations.a?.[0]?.replies[0]?.text, text);
    });

  it('with 100,000 nested elements is left out', async () => {
    answer({ mastodon: [mastodonStatus(2, `${'<div>'.repeat(100_000)}Hi`), mastodonStatus(3, '<p>Ok</p>')] });
    const { conversations } = await update({}, false);
    assert.deepEqual(
      conversations.a?.[0]?.replies.map(({ text }) => text),
      ['Ok'],
    );
  });

  it('of characters that UTF-16 writes in two units is shortened, not left out', async () => {
    answer({ mastodon: [mastodonStatus(2, `<p>a${'🌊'.repeat(5000)}</p>`)] });
    const { conversations } = await update({}, false);
    assert.match(conversations.a?.[0]?.replies[0]?.text ?? '', /^a(?:🌊){100,}…$/u);
  });

  it('with a URL that is a script is left out', async () => {
    answer({
      mastodon: [mastodonStatus(2, '<p>Hi</p>', { url: 'javascript:alert(1)' })],
      mentions: [webmention(url, 'in-reply-to', { url: 'data:text/html,hi' })],
    });
    const { conversations } = await update({}, false);
    assert.deepEqual(
      conversations.a?.flatMap(({ replies }) => replies),
      [],
    );
  });

  it('of 100,000 characters, by somebody with a name of 10,000, is shortened', async () => {
    answer({
      mastodon: [
        mastodonStatus(2, `<p>${'word '.repeat(20_000)}</p>`, {
          account: { display_name: 'x'.repeat(10_000), acct: 'x', url: 'https://social.example/@x' },
        }),
      ],
    });
    const { conversations } = await update({}, false);
    const [reply] = conversations.a?.[0]?.replies ?? [];
    assert.ok(reply && reply.text.length <= 2001 && reply.author.name.length <= 81);
  });

  it('is one of ten thousand: the oldest are kept, the others counted', async () => {
    answer({ mastodon: Array.from({ length: 10_000 }, (_, at) => mastodonStatus(at + 2, `<p>${at}</p>`)) });
    const { conversations } = await update({}, false);
    assert.equal(conversations.a?.[0]?.replies.length, MAX_REPLIES);
    assert.equal(conversations.a?.[0]?.more, 10_000 - MAX_REPLIES);
  });

  it('response of more than 5 MB is not read', async () => {
    answer({ mastodon: [mastodonStatus(2, `<p>${'x'.repeat(6_000_000)}</p>`)] });
    const { conversations, lines } = await update({}, false);
    assert.equal(conversations.a, undefined);
    assert.match(lines.join('\n'), /more than 5 MB/);
  });
});
