import type { EditorView } from '@codemirror/view';
import { dayIn } from '../../util/dates';
import { fieldText } from '../front-matter';
import { publication } from '../quick-fix';
import { labeled, showDialog } from './dialogs';
import { element } from './dom';
import type { Session } from './session';
import { announce } from './status';

/** Asks when a post should be published. Changes only the fields `date` and `draft`. */
export function askToPublish(view: EditorView, session: Session, timeZone: string | undefined): void {
  const choice = (value: string, text: string, isChosen: boolean) =>
    element(
      'label',
      { class: 'check' },
      element('input', { type: 'radio', name: 'when', value, checked: isChosen }),
      ` ${text}`,
    );
  const text = view.state.doc.toString();
  const isDraft = fieldText(text, 'draft') === 'true';
  const time = element('input', { type: 'datetime-local' });
  const choices = element(
    'fieldset',
    {},
    element('legend', {}, 'When?'),
    choice('now', isDraft ? 'Now' : 'Now, with the date of today', isDraft),
    choice('later', 'Later', false),
    choice('draft', 'Not yet: keep it a draft', !isDraft),
  );
  time.addEventListener('input', () => {
    const later = choices.querySelector<HTMLInputElement>('[value="later"]');
    if (later) later.checked = true;
  });
  showDialog(
    'Publish',
    'Change',
    [
      choices,
      labeled(`Day and time (${timeZone ?? 'UTC'})`, time, 'Appears with the first build after that time.'),
      element(
        'p',
        { class: 'hint' },
        'This changes the fields “date” and “draft”. The site changes with the next build.',
      ),
    ],
    async () => {
      const when = choices.querySelector<HTMLInputElement>(':checked')?.value;
      if (when === 'later' && !time.value) throw new Error('Choose a day and a time.');
      const today = dayIn(new Date(), timeZone ?? 'UTC');
      const date = { now: today, later: `${time.value}${timeZone ? '' : 'Z'}` }[String(when)];
      const current = view.state.doc.toString();
      const changes = publication(current, when === 'draft' ? 'draft' : 'published', date);
      view.dispatch({ changes, userEvent: 'input.publish' });
      if (await session.save())
        announce({ now: 'Published with the next build', later: 'Scheduled' }[String(when)] ?? 'A draft now');
    },
  );
}
