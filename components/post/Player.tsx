import type { ReactElement } from 'react';
import { messages, site } from '@/lib/config/site';
import { languageAttributes } from '@/lib/i18n/language';
import { layoutProps } from '@/lib/next/page-props';
import type { PostProps } from '@/lib/pages/props';
import { formatTimecode, isoDuration } from '@/lib/util/timecode';

type Props = Pick<PostProps, 'audio' | 'lang'>;

/**
 * The audio of a post with its chapters. A chapter links to its place in the file; `lib/browser/player.ts` plays it
 * on the page instead.
 */
export async function Player({ audio, lang }: Props): Promise<ReactElement | null> {
  if (!audio) return null;
  const { src, seconds, number, chapters } = audio;
  const { modules } = await layoutProps();
  const ours = lang ? languageAttributes(site.language) : {};
  return (
    <section aria-labelledby="player-title" className="player dump pb-4">
      <div className="column">
        <h2 id="player-title" className="label" {...ours}>
          {number === undefined ? messages.post.listen : messages.post.episode(number)}
          {seconds !== undefined && ` · ${formatTimecode(seconds)}`}
        </h2>
        {/* biome-ignore lint/a11y/useMediaCaption: the transcript is below the text */}
        <audio src={src} controls preload="none" aria-labelledby="player-title" data-player />
        {chapters.length > 0 && (
          <details>
            <summary className="label cursor-pointer py-3" {...ours}>
              {messages.post.chapters}
            </summary>
            <ol className="chapters">
              {chapters.map(({ start, title }) => (
                <li key={start}>
                  <a href={`${src}#t=${start}`}>
                    <Time of={start} /> {title}
                  </a>
                </li>
              ))}
            </ol>
          </details>
        )}
        <script type="module" src={modules.player} />
      </div>
    </section>
  );
}

/** What is said in the audio of a post, below its text. */
export function Transcript({ audio, lang }: Props): ReactElement | null {
  const { transcript, src } = audio ?? {};
  if (!transcript) return null;
  const ours = lang ? languageAttributes(site.language) : {};
  return (
    <section className="dump mt-14">
      <details className="column">
        <summary className="label cursor-pointer py-3" {...ours}>
          {messages.post.transcript}
        </summary>
        <div className="transcript">
          {transcript.paragraphs.map(({ start, speaker, text }, at) => (
            <p key={start + text}>
              <a href={`${src}#t=${Math.floor(start)}`} className="label">
                <Time of={start} />
              </a>{' '}
              {speaker !== undefined && speaker !== transcript.paragraphs[at - 1]?.speaker && (
                <b>{speaker}: </b>
              )}
              {text}
            </p>
          ))}
          <p className="label" {...ours}>
            <a href={transcript.href}>{messages.post.transcriptFile}</a>
          </p>
        </div>
      </details>
    </section>
  );
}

/** A time of the recording. */
const Time = ({ of: seconds }: { of: number }) => (
  <time dateTime={isoDuration(seconds)}>{formatTimecode(seconds)}</time>
);
