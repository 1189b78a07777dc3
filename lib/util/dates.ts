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
 * Reads a date (`2026-03-10`, its first moment) or a date-time with its zone
 * (`2026-03-10T09:30:00+01:00`), the profile of ISO 8601 that RFC 3339 §5.6 describes.
 *
 * @param text what the author wrote
 * @param timeZone the publication's (IANA, such as `Asia/Tokyo`): that of a date, and of a time
 *   without a zone. Without one, a date is in UTC and a time must have its zone
 * @returns the moment and the calendar day, which is the publication's where it has a zone and as
 *   written where it has none; or what is wrong with the text
 */
export function parseContentDate(text: string, timeZone?: string): ContentDate | DateProblem {
  const match = dateTime.exec(text.trim());
  if (!match) return 'format';
  const [, year, month, day, hour, minute, second = '00', zone] = match;
  const written = `${year}-${month}-${day}`;
  // Date.UTC rolls 30 February over into March; a day that does not come back is impossible.
  const utc = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (Number(year) < 1000 || utc.toISOString().slice(0, 10) !== written) return 'impossible';
  if (hour === undefined) return { iso: startOfDay(written, timeZone), day: written };
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return 'impossible';
  const local = `${written}T${hour}:${minute}:${second}`;
  if (zone === undefined)
    return timeZone ? { iso: inZone(local, timeZone).toISOString(), day: written } : 'zone';
  const offset = zone.toUpperCase() === 'Z' ? 'Z' : zone.replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2');
  const moment = new Date(local + offset);
  if (Number.isNaN(moment.getTime())) return 'impossible';
  return { iso: moment.toISOString(), day: timeZone ? dayIn(moment, timeZone) : written };
}

/** The first moment of a day, in RFC 3339. @param day `YYYY-MM-DD` */
export function startOfDay(day: string, timeZone = 'UTC'): string {
  return inZone(`${day}T00:00:00`, timeZone).toISOString();
}

/** The calendar day of a moment in a time zone, `YYYY-MM-DD`. */
export function dayIn(moment: Date, timeZone: string): string {
  return new Date(moment.getTime() + offsetAt(moment, timeZone)).toISOString().slice(0, 10);
}

/** The moment of a local time. Where clocks are set forward over it, the one that long after they were. */
function inZone(local: string, timeZone: string): Date {
  const asUtc = new Date(`${local}Z`);
  if (timeZone === 'UTC') return asUtc;
  const guess = new Date(asUtc.getTime() - offsetAt(asUtc, timeZone));
  return new Date(asUtc.getTime() - offsetAt(guess, timeZone));
}

/** How much later than UTC clocks are, in milliseconds. */
function offsetAt(moment: Date, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
    formats.set(timeZone, format);
  }
  // Such as "GMT+05:30", and "GMT" for none.
  const name = format.formatToParts(moment).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = 0, minutes = 0, seconds = 0] = /([+-])(\d{2}):(\d{2})(?::(\d{2}))?/.exec(name) ?? [];
  return (sign === '-' ? -1000 : 1000) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether this is the name of a time zone, such as `Europe/Berlin`. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** A date for machines: the day where its author wrote no more, otherwise the moment (RFC 3339). */
export function dayOrMoment(day: string, date: string, timeZone?: string): string {
  return date === startOfDay(day, timeZone) ? day : date;
}

/** Whether one date is before another. A day without a time is not before a moment of that day, nor after it. */
export function isBefore(one: ContentDate, other: ContentDate): boolean {
  const isDay = ({ iso, day }: ContentDate) => dayOrMoment(day, iso) === day;
  return isDay(one) || isDay(other) ? one.day < other.day : one.iso < other.iso;
}
