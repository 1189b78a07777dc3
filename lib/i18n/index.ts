import { ar } from './ar';
import { de } from './de';
import { en } from './en';
import { isLanguage } from './language';
import type { Messages } from './messages';

export type { Messages } from './messages';

/** The messages by language. To add a language, add a file next to these and a line here. */
export const languages: Record<string, Messages> = { ar, de, en };

/** The messages in a language, or in English if there is no translation. `language` is a BCP 47 tag. */
export function messagesIn(language: string): Messages {
  const name = isLanguage(language) ? new Intl.Locale(language).language : '';
  return (Object.hasOwn(languages, name) && languages[name]) || en;
}
