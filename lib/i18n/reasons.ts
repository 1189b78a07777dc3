import type { Reason } from '../recommend/reasons';
import type { Messages } from './messages';

/** A reason as the reader sees it. */
export function reasonText(reason: Reason, { post }: Messages): string {
  return reason.why === 'about' ? post.alsoAbout(reason.topics) : post.reasons[reason.why];
}
