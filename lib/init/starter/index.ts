import { de } from './de';
import { en } from './en';
import type { StarterTexts } from './texts';

const languages: Record<string, StarterTexts> = { de, en };

/**
 * The texts of a new publication.
 *
 * @param language of the publication, as a BCP 47 tag
 * @returns the texts, and their language if it is not that of the publication
 */
export function starterTexts(language: string): { texts: StarterTexts; lang?: string } {
  const texts = languages[language.toLowerCase().split('-')[0] ?? ''];
  return texts ? { texts } : { texts: en, lang: 'en' };
}
