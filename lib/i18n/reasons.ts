import type { Reason } from '../recommend/reasons';
import type { Words } from './messages';

/** A reason in a few words of the interface. */
export function tellReason(reason: Reason, { post }: Words): string {
  return reason.why === 'about' ? post.alsoAbout(reason.topics) : post.reasons[reason.why];
}
