const dateTime =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s?(Z|z|[+-]\d{2}:?\d{2})?)?$/;

export interface ContentDate {
  /** RFC 3339 in UTC with milliseconds, as `Date.prototype.toISOString` writes it. */
  iso: string;
  /** The calendar day that the author wrote, `YYYY-MM-DD`. */
  day: string;
}

/** Why a text is no date: `format`, an `impossible` day or time, or a time without its `zone`. */
export type DateProblem = 'format' | 'impossible' | 'zone';

/**
 * Reads a date (`2026-03-10`, midnight UTC) or a date-time with its zone
 * (`2026-03-10T09:30:00+01:00`), the profile of ISO 8601 that RFC 3339 §5.6 describes.
 *
 * @param text what the author wrote
 * @returns the moment and the calendar day, or what is wrong with the text
 */
export function parseContentDate(text: string): ContentDate | DateProblem {
  const match = dateTime.exec(text.trim());
  if (!match) return 'format';
  const [, year, month, day, hour, minute, second = '00', zone] = match;
  // Date.UTC rolls 30 February over into March; a day that does not come back is impossible.
  const utc = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (Number(year) < 1000 || utc.toISOString().slice(0, 10) !== `${year}-${month}-${day}`)
    return 'impossible';
  if (hour === undefined) return { iso: utc.toISOString(), day: `${year}-${month}-${day}` };
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return 'impossible';
  if (zone === undefined) return 'zone';
  const offset = zone.toUpperCase() === 'Z' ? 'Z' : zone.replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2');
  const moment = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`);
  if (Number.isNaN(moment.getTime())) return 'impossible';
  return { iso: moment.toISOString(), day: `${year}-${month}-${day}` };
}

/** A date for machines: the day where its author wrote no more, otherwise the moment (RFC 3339). */
export function dayOrMoment(day: string, date: string): string {
  return date === `${day}T00:00:00.000Z` ? day : date;
}

/** Whether one date is before another. A day without a time is not before a moment of that day, nor after it. */
export function isBefore(one: ContentDate, other: ContentDate): boolean {
  const isDay = ({ iso, day }: ContentDate) => dayOrMoment(day, iso) === day;
  return isDay(one) || isDay(other) ? one.day < other.day : one.iso < other.iso;
}
