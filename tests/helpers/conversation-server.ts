import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What each path of the stand-in answers: JSON, or a function that answers itself. */
export type Answers = Record<string, unknown>;

/** A server that speaks the protocols of Mastodon, Bluesky and webmention.io. */
export interface ConversationServer {
  origin: string;
  /** The requests, as `GET /path?query`. */
  requests: string[];
  /** By path; can be changed between requests. */
  answers: Answers;
  server: Server;
}

export async function conversationServer(): Promise<ConversationServer> {
  const requests: string[] = [];
  const answers: Answers = {};
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    requests.push([request.method, request.url, body].filter(Boolean).join(' '));
    const [path = ''] = (request.url ?? '').split('?');
    const answer = answers[path];
    if (typeof answer === 'function') return (answer as (to: ServerResponse) => void)(response);
    response.statusCode = answer === undefined ? 404 : 200;
    response.setHeader('Content-Type', 'application/json; charset=utf-8');
    response.end(JSON.stringify(answer ?? { error: 'Not found' }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests, answers, server };
}

/** A reply as Mastodon's API has it. */
export const mastodonStatus = (id: number, content: string, more: Record<string, unknown> = {}) => ({
  id: String(id),
  url: `https://social.example/@bo/${id}`,
  created_at: `2026-03-0${(id % 8) + 1}T10:00:00.000Z`,
  content,
  visibility: 'public',
  spoiler_text: '',
  language: 'en',
  account: {
    display_name: 'Bo :blobcat: Beispiel',
    acct: 'bo@social.example',
    url: 'https://social.example/@bo',
  },
  ...more,
});

/** A reply as Bluesky's API has it. */
export const blueskyNode = (
  id: string,
  text: string,
  replies: unknown[] = [],
  more: Record<string, unknown> = {},
) => ({
  $type: 'app.bsky.feed.defs#threadViewPost',
  post: {
    uri: `at://did:plc:abc/app.bsky.feed.post/${id}`,
    author: { did: 'did:plc:abc', handle: 'cy.example', displayName: 'Cy' },
    record: { text, createdAt: '2026-03-05T10:00:00.000Z', langs: ['en'] },
    likeCount: 3,
    repostCount: 1,
    ...more,
  },
  replies,
});

/** A webmention as webmention.io's API has it. */
export const webmention = (target: string, property: string, more: Record<string, unknown> = {}) => ({
  type: 'entry',
  url: 'https://dee.example/answer',
  author: { type: 'card', name: 'Dee', photo: 'https://dee.example/photo.jpg', url: 'https://dee.example/' },
  published: '2026-03-06T10:00:00+02:00',
  'wm-received': '2026-03-06T11:00:00Z',
  'wm-id': 1,
  'wm-source': 'https://dee.example/answer',
  'wm-target': target,
  'wm-property': property,
  'wm-private': false,
  content: { html: '<p>I do not agree.</p>', text: 'I do not agree.' },
  ...more,
});
