const rightToLeft = new Set(['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo', 'Adlm', 'Rohg']);

/** The direction of a language's script; `language` is a BCP 47 tag. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return rightToLeft.has(new Intl.Locale(language).maximize().script ?? '') ? 'rtl' : 'ltr';
}

/** Keeps the direction of a text from changing that of the text around it. */
export const isolated = (text: string) => `\u2068${text}\u2069`;

/** For languages that Node.js does not know. Otherwise it would choose the language of the machine. */
export const withFallback = (language: string): string[] => [language, 'en-GB'];

const formats = new Map<string, Intl.DateTimeFormat>();

/** Formats a calendar day (`YYYY-MM-DD`) in a language: 10 March 2026. */
export function formatDay(day: string, language: string): string {
  // English without a region puts the day first, as most of the world does.
  const locale = language === 'en' ? 'en-GB' : language;
  const format =
    formats.get(locale) ??
    new Intl.DateTimeFormat(withFallback(locale), { dateStyle: 'long', timeZone: 'UTC' });
  formats.set(locale, format);
  return format.format(new Date(`${day}T00:00:00Z`));
}

/** The name of a language in that language: `de` → Deutsch. */
export function languageName(language: string): string {
  return new Intl.DisplayNames(withFallback(language), { type: 'language' }).of(language) ?? language;
}

/** `lang` and `dir` for an element whose text is in a language other than the site's, or nothing. */
export function languageAttributes(language: string | undefined): { lang?: string; dir?: 'ltr' | 'rtl' } {
  return language === undefined ? {} : { lang: language, dir: directionOf(language) };
}

/** The Open Graph locale of a language, with its most likely region: `en` → `en_US`. */
export function openGraphLocale(language: string): string {
  const { language: name, region } = new Intl.Locale(language).maximize();
  // The region of an international language is a number, which Open Graph does not know.
  return region && !/\d/.test(region) ? `${name}_${region}` : name;
}

/** Whether a text is a well-formed BCP 47 tag, and not a name such as `english`. */
export function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1 && /^[a-z]{2,3}(-|$)/i.test(tag);
  } catch {
    return false;
  }
}
