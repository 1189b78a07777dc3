import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { embedOf } from '../../lib/markdown/embeds';
import { renderMarkdown } from '../../lib/markdown/render';

describe('embedOf knows', () => {
  const frames = {
    'https://www.youtube.com/watch?v=a-B_1&list=x': 'https://www.youtube-nocookie.com/embed/a-B_1?autoplay=1',
    'https://youtube.com/shorts/abc': 'https://www.youtube-nocookie.com/embed/abc?autoplay=1',
    '//www.youtube.com/embed/abc?start=9': 'https://www.youtube-nocookie.com/embed/abc?autoplay=1&start=9',
    'http://player.vimeo.com/video/7': 'https://player.vimeo.com/video/7?autoplay=1&dnt=1',
    'https://codepen.io/ada/full/xyz?editors=1': 'https://codepen.io/ada/embed/xyz?default-tab=result',
    'https://open.spotify.com/embed/track/1a': 'https://open.spotify.com/embed/track/1a',
    'https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/1':
      'https://w.soundcloud.com/player/?url=https%3A%2F%2Fapi.soundcloud.com%2Ftracks%2F1&auto_play=true',
    'https://embed.bsky.app/embed/did:plc:abc/app.bsky.feed.post/3k':
      'https://embed.bsky.app/embed/did:plc:abc/app.bsky.feed.post/3k',
    'https://x.com/ada/status/42?s=20': 'https://platform.twitter.com/embed/Tweet.html?id=42&dnt=true',
  };
  for (const [address, player] of Object.entries(frames))
    it(address, () => {
      const embed = embedOf(address);
      assert.equal(embed?.player, player);
      // The page that the link leads to is known as well.
      assert.equal(embedOf(embed?.page ?? '')?.player, player);
    });
});

describe('embedOf does not know', () => {
  for (const address of [
    'https://www.youtube.com/@ada',
    'https://youtu.be/a%22b',
    'https://vimeo.com/ada',
    'https://codepen.io/ada/',
    'https://codepen.io/ada/pen/x%2F..%2Fy',
    'https://open.spotify.com/user/ada',
    'https://soundcloud.com/ada',
    'https://w.soundcloud.com/player/?url=javascript:alert(1)',
    'https://bsky.app/profile/ada.example',
    'https://social.example/@ada',
    'https://social.example/@ada/112233445566778899',
    'https://medium.com/@ada/a-title-1234567890',
    'https://x.com/ada',
    'https://gist.github.com/ada',
    'https://evil-codepen.io/ada/pen/xyz',
    'https://codepen.io.evil.example/ada/pen/xyz',
    '/ada/pen/xyz',
    'javascript:alert(1)',
    'https://',
  ])
    it(address, () => assert.equal(embedOf(address), undefined));
});

describe('a link to a known site', () => {
  const pen = 'https://codepen.io/ada/pen/xyz';
  const html = async (markdown: string, embeds: boolean) => {
    const { html } = await renderMarkdown(markdown, 'en', { embeds });
    return html.segments.map((segment) => (typeof segment === 'string' ? segment : '')).join('');
  };

  it('stays a link unless embeds are turned on', async () =>
    assert.doesNotMatch(await html(pen, false), /play|data-/));

  it('is an embed if it is alone in a paragraph', async () => {
    assert.match(await html(pen, true), /<span>Show the content<\/span> <small>codepen\.io</);
    assert.match(await html(`[xyz](${pen})`, true), /<span>xyz<\/span>/);
    assert.match(await html('https://social.example/@ada/112233445566778899', true), /data-player=/);
    assert.match(await html(`[The *pen*](${pen})`, true), /<span>The <em>pen<\/em><\/span>/);
  });

  for (const markdown of [`See ${pen}`, `- ${pen}`, `> ${pen}`, `${pen} ${pen}`, `[![A](a.png)](${pen})`])
    it(`is a link in ${markdown}`, async () =>
      assert.doesNotMatch(await html(markdown, true), /class="play"/));
});
