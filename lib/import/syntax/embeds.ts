import { callout, calloutKind, fenced, figure, link, quoted, video } from '../text';
import { argumentsOf, type SyntaxContext } from './context';

/**
 * Markdown for what themes of all systems have in common, such as the shortcode `youtube` or the component
 * `Figure`.
 *
 * @param name as written
 * @param written its arguments, as text, or by name
 * @param inner what is between its tags
 * @returns `undefined` if the name is not a common one, or an argument is missing
 */
export function commonEmbed(
  name: string,
  written: string | Record<string, string>,
  inner = '',
): string | undefined {
  const args = typeof written === 'string' ? argumentsOf(written) : written;
  const get = (...names: string[]) => names.map((one) => args[one]).find((value) => value);
  const [first, second] = [get('0'), get('1')];
  const key = name
    .toLowerCase()
    .replace(/\.[a-z]+$/, '')
    .replace(/[-_/]/g, '');
  const text = inner.trim();
  const title = get('title', 'caption', 'alt', 'label') ?? (/^[^<>\n]{1,200}$/.test(text) ? text : '');
  const withScheme = (url: string, base: string) => (/^(?:https?:)?\/\//.test(url) ? url : base + url);
  switch (key) {
    case 'youtube':
    case 'youtubevideo':
    case 'youtubeembed':
    case 'youtubelite':
    case 'liteyoutube':
    case 'yt': {
      const id =
        get(
          'id',
          'videoId',
          'videoid',
          'video_id',
          'youTubeId',
          'youtubeId',
          'url',
          'src',
          'code',
          'video',
        ) ?? first;
      return id && video(withScheme(id, 'https://www.youtube.com/watch?v='), title);
    }
    case 'vimeo':
    case 'vimeovideo': {
      const id = get('id', 'videoId', 'videoid', 'video_id', 'url', 'src') ?? first;
      return id && video(withScheme(id, 'https://vimeo.com/'), title);
    }
    case 'video':
    case 'html5video':
    case 'mp4':
    case 'videoplayer': {
      const src = get('src', 'url', 'file', 'path', 'mp4', 'id') ?? first;
      return src && video(src, title);
    }
    case 'audio':
    case 'audioplayer': {
      const src = get('src', 'url', 'file', 'path') ?? first;
      return src && `<audio controls src="${src.replaceAll('"', '%22')}"></audio>`;
    }
    case 'figure':
    case 'fig':
    case 'image':
    case 'img':
    case 'picture':
    case 'photo':
    case 'postimage':
    case 'responsiveimage':
    case 'resizeimage':
    case 'imgc':
    case 'lightbox':
    case 'zoom': {
      const src =
        get(
          'src',
          'url',
          'path',
          'image_path',
          'imagepath',
          'file',
          'filename',
          'image',
          'img',
          'source',
          'link',
        ) ?? first;
      if (!src) return undefined;
      const caption = [
        get('title') && get('caption') ? `**${get('title')}**` : get('title'),
        get('caption', 'description') ?? inner.trim(),
      ]
        .filter(Boolean)
        .join(' ');
      const attribution = get('attr', 'attribution', 'credit', 'source_url');
      const credit = attribution
        ? get('attrlink')
          ? link(attribution, get('attrlink') ?? '')
          : attribution
        : '';
      const alt = get('alt') ?? (first && first !== src ? first : (second ?? ''));
      const shown = figure(src, alt, [caption, credit].filter(Boolean).join(' '));
      const target = get('link', 'href');
      return target && target !== src && !shown.startsWith(':::') ? `[${shown}](${target})` : shown;
    }
    case 'github': {
      const [user, repository] = [get('user'), get('repo')];
      const path = repository?.includes('/') ? repository : [user, repository].filter(Boolean).join('/');
      return path && link(path, `https://github.com/${path}`);
    }
    case 'gist':
    case 'githubgist': {
      const [user, id] =
        first && second ? [first, second] : ['', get('id', 'gist', 'url', 'src') ?? first ?? ''];
      if (!id) return undefined;
      const url = /^https?:/.test(id)
        ? id.replace(/\.js$/, '')
        : `https://gist.github.com/${user ? `${user}/` : ''}${id}`;
      return link('Gist on GitHub', url);
    }
    case 'tweet':
    case 'twitter':
    case 'x':
    case 'xpost':
    case 'twitterembed':
    case 'tweetembed': {
      const id = get('id', 'tweetId', 'tweetid', 'tweetLink', 'url', 'status') ?? first;
      const user = get('user') ?? (second ? first : undefined);
      const status = second && !get('id') ? second : id;
      if (!status) return undefined;
      return link('Post on X', withScheme(status, `https://x.com/${user ?? 'i'}/status/`));
    }
    case 'instagram': {
      const id = get('id', 'url') ?? first;
      return id && link('Post on Instagram', withScheme(id, 'https://www.instagram.com/p/'));
    }
    case 'mastodon':
    case 'toot':
    case 'bluesky':
    case 'codepen':
    case 'codesandbox':
    case 'stackblitz':
    case 'spotify':
    case 'soundcloud':
    case 'iframe':
    case 'embed':
    case 'figma':
    case 'loom':
    case 'linkpreview':
    case 'externallink': {
      const url = get('url', 'src', 'href', 'link', 'id') ?? first;
      const host = url && URL.canParse(url) ? new URL(url).hostname : undefined;
      return url && host ? link(title || host, url) : undefined;
    }
    case 'highlight':
    case 'codeblock':
    case 'code':
    case 'prism':
      return inner ? fenced(inner, get('lang', 'language') ?? first ?? '') : undefined;
    case 'mermaid':
      return inner ? fenced(inner, 'mermaid') : undefined;
    case 'math':
    case 'katex':
    case 'latex':
    case 'tex':
      return inner ? `$$\n${inner.trim().replace(/^\${1,2}|\${1,2}$/g, '')}\n$$` : undefined;
    case 'details':
    case 'collapse':
    case 'collapsible':
    case 'expand':
    case 'spoiler':
    case 'accordion':
      return inner
        ? `<details>\n<summary>${get('summary', 'title', 'label', 'name') ?? first ?? 'Details'}</summary>\n\n${inner.trim()}\n\n</details>`
        : undefined;
    case 'quote':
    case 'blockquote': {
      if (!inner) return undefined;
      const source = get('author', 'cite', 'source', 'by') ?? first;
      return quoted(source ? `${inner.trim()}\n\n— ${source}` : inner);
    }
    case 'pullquote':
    case 'pull':
      return inner ? quoted(inner) : undefined;
    case 'aside':
    case 'sidenote':
    case 'marginnote':
      return inner ? `:::aside\n${inner.trim()}\n:::` : undefined;
    case 'kbd':
      return first || inner ? `<kbd>${first ?? inner.trim()}</kbd>` : undefined;
    case 'notice':
    case 'callout':
    case 'admonition':
    case 'alert':
    case 'block':
    case 'message':
    case 'infobox':
    case 'box':
      return inner
        ? callout(
            get('type', 'kind', 'level', 'variant', 'status', 'class') ?? first ?? 'note',
            inner,
            get('title') ?? second,
          )
        : undefined;
    default:
      return inner && calloutKind(key) ? callout(key, inner, get('title') ?? first) : undefined;
  }
}

/** Reports a shortcode that the old theme defines. */
export function reportShortcode(
  context: SyntaxContext,
  line: number,
  name: string,
  found: string,
  hasContent: boolean,
): void {
  context.lost(
    line,
    'shortcode',
    found,
    `the shortcode "${name}" is defined by the old theme${hasContent ? '; its content was kept' : ''}`,
    'replace it with Markdown, or delete it',
  );
}
