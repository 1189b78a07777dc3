import { slugify } from '../util/slug';

/** What the placeholders of a permalink stand for. */
export interface PermalinkValues {
  /** `YYYY-MM-DD`, with a time if it is known. */
  day?: string;
  time?: string;
  /** The name of the file without its date and extension. */
  name: string;
  slug: string;
  title: string;
  categories: readonly string[];
  /** The folders below the root of the content. */
  section: string;
  id?: string;
}

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** The week of a day (ISO 8601), with two digits. */
function isoWeek(date: Date): string {
  // The week of a day is that of its Thursday.
  const thursday = new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * 86_400_000);
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  return String(Math.ceil(((thursday.getTime() - first) / 86_400_000 + 1) / 7)).padStart(2, '0');
}

/**
 * Fills in a pattern such as `/:year/:month/:slug/`, with the placeholders of Jekyll, Hugo, Hexo and
 * WordPress (`%year%`).
 *
 * @returns a path; `undefined` if it needs a date that the document does not have, or has an unknown
 *   placeholder
 */
export function expandPermalink(pattern: string, values: PermalinkValues): string | undefined {
  const [year = '', month = '', day = ''] = values.day?.split('-') ?? [];
  const [hour = '00', minute = '00', second = '00'] = values.time?.split(':') ?? [];
  const date = values.day ? new Date(`${values.day}T00:00:00Z`) : undefined;
  const dayOfYear = date
    ? Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000) + 1
    : 0;
  const monthName = monthNames[Number(month) - 1] ?? '';
  const known: Record<string, string | undefined> = {
    year,
    short_year: year.slice(2),
    month,
    i_month: String(Number(month)),
    monthname: monthName.toLowerCase(),
    long_month: monthName,
    short_month: monthName.slice(0, 3),
    day,
    i_day: String(Number(day)),
    y_day: String(dayOfYear).padStart(3, '0'),
    yearday: String(dayOfYear),
    // The layouts of Go, which Hugo also takes.
    '2006': year,
    '01': month,
    '02': day,
    short_day: date?.toLocaleDateString('en', { weekday: 'short', timeZone: 'UTC' }),
    long_day: date?.toLocaleDateString('en', { weekday: 'long', timeZone: 'UTC' }),
    week: date && isoWeek(date),
    hour,
    minute,
    second,
    monthnum: month,
    title: values.name,
    post_title: values.title,
    slug: values.slug,
    postname: values.slug,
    name: values.name,
    basename: values.name,
    filename: values.name,
    contentbasename: values.slug,
    slugorfilename: values.slug,
    slugorcontentbasename: values.slug,
    categories: values.categories.map((one) => one.toLowerCase()).join('/'),
    slugified_categories: values.categories.map(slugify).join('/'),
    category: slugify(values.categories[0] ?? ''),
    section: values.section.split('/')[0],
    sections: values.section,
    path: [values.section, values.name].filter(Boolean).join('/'),
    collection: values.section.split('/')[0],
    output_ext: '.html',
    id: values.id,
    post_id: values.id,
  };
  const dated = [
    'year',
    'month',
    'day',
    'short_year',
    'i_month',
    'i_day',
    'y_day',
    'yearday',
    'monthnum',
    'monthname',
  ];
  let isComplete = true;
  const path = pattern.replace(
    /:(\w+)(?:\[[^\]]*\])?|%(\w+)%|\{(\w+)\}/g,
    (_, one?: string, two?: string, three?: string) => {
      const name = (one ?? two ?? three ?? '').toLowerCase();
      const value = known[name];
      if (value === undefined || (dated.includes(name) && !values.day)) isComplete = false;
      return value ?? '';
    },
  );
  return isComplete ? `/${path}`.replace(/\/{2,}/g, '/') : undefined;
}
