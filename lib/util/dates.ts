import { nearest } from './nearest';

/** Matches a date, or a date and time. */
export const dateTime =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s?(Z|z|[+-]\d{2}:?\d{2})?)?$/;

/** A date from the front matter or the environment. */
export interface ContentDate {
  /** RFC 3339 in UTC with milliseconds, as returned by `Date.prototype.toISOString`. */
  iso: string;
  /** The calendar day that the author wrote, `YYYY-MM-DD`. */
  day: string;
}

/** Why a text is not a valid date: wrong `format`, `impossible` day or time, or missing time `zone`. */
export type DateProblem = 'format' | 'impossible' | 'zone';

/**
 * Parses a date (`2026-03-10`, meaning the start of that day) or a date-time with a zone
 * (`2026-03-10T09:30:00+01:00`), in the ISO 8601 profile of RFC 3339 §5.6.
 *
 * @param text the text as the author wrote it
 * @param timeZone the publication's time zone (IANA, such as `Asia/Tokyo`), used for dates and for
 *   times without a zone. If omitted, dates are in UTC and times must have a zone
 * @returns the time and the calendar day, in the publication's time zone if it has one, otherwise as
 *   written; or what is wrong with the text
 */
export function parseContentDate(text: string, timeZone?: string): ContentDate | DateProblem {
  const match = dateTime.exec(text.trim());
  if (!match) return 'format';
  const [, year, month, day, hour, minute, second = '00', zone] = match;
  const written = `${year}-${month}-${day}`;
  // Date.UTC turns February 30 into a day in March. If the day changes, it was impossible.
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

/** The start of a day in RFC 3339. @param day `YYYY-MM-DD` */
export function startOfDay(day: string, timeZone = 'UTC'): string {
  return inZone(`${day}T00:00:00`, timeZone).toISOString();
}

/** The calendar day of a time in a time zone, `YYYY-MM-DD`. */
export function dayIn(moment: Date, timeZone: string): string {
  return new Date(moment.getTime() + offsetAt(moment, timeZone)).toISOString().slice(0, 10);
}

/**
 * Converts a local time to a `Date`, like Temporal's "compatible" disambiguation: a time skipped by a
 * clock change is moved forward by the skipped interval, and of a time that exists twice, it is the first.
 */
function inZone(local: string, timeZone: string): Date {
  const asUtc = Date.parse(`${local}Z`);
  if (timeZone === 'UTC') return new Date(asUtc);
  // No zone changes its clocks twice within two days, so these are the offsets before and after a change.
  const [before, after] = [-DAY_MS, DAY_MS].map((ms) => asUtc - offsetAt(new Date(asUtc + ms), timeZone));
  const exists = (time = 0) => time + offsetAt(new Date(time), timeZone) === asUtc;
  const existing = [before, after].filter(exists).sort((a = 0, b = 0) => a - b);
  return new Date(existing[0] ?? before ?? asUtc);
}

const DAY_MS = 86_400_000;

/**
 * A time as its clocks show it in a time zone: RFC 3339 with the zone's offset, such as
 * `2026-12-24T09:00:00+09:00`. In UTC, the offset is `Z`.
 */
export function localTime(moment: Date, timeZone = 'UTC'): string {
  const offset = offsetAt(moment, timeZone);
  const local = new Date(moment.getTime() + offset).toISOString().slice(0, 19);
  if (timeZone === 'UTC') return `${local}Z`;
  // RFC 3339 has no seconds in offsets, which zones had before they were standardized.
  const minutes = Math.round(Math.abs(offset) / 60_000);
  const pad = (number: number) => String(number).padStart(2, '0');
  return `${local}${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

/** The offset of a time zone from UTC at a time, in milliseconds. */
function offsetAt(moment: Date, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
    formats.set(timeZone, format);
  }
  // Such as "GMT+05:30", or "GMT" for no offset.
  const name = format.formatToParts(moment).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = 0, minutes = 0, seconds = 0] = /([+-])(\d{2}):(\d{2})(?::(\d{2}))?/.exec(name) ?? [];
  return (sign === '-' ? -1000 : 1000) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether `name` is the name of a time zone, such as `Europe/Berlin`. An offset such as `+01:00` is not. */
export function isTimeZone(name: string): boolean {
  try {
    return /^[a-z]/i.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

/** The time zone that was probably meant: `Tokyo` and `Asia/Tokio` are `Asia/Tokyo`. */
export function nearestTimeZone(name: string): string | undefined {
  const zones = Intl.supportedValuesOf('timeZone');
  if (name.includes('/')) return nearest(name, zones);
  const cityOf = (zone: string) => zone.replace(/^.*\//, '');
  const city = nearest(name.trim().replaceAll(' ', '_'), zones.map(cityOf));
  return zones.find((zone) => cityOf(zone) === city);
}

/** A date for machines: the day if the author wrote only a day, otherwise the time (RFC 3339). */
export function dayOrMoment(day: string, date: string, timeZone?: string): string {
  return date === startOfDay(day, timeZone) ? day : date;
}

/**
 * Whether one date is before another. A day without a time is neither before nor after a time on that
 * day.
 *
 * @param timeZone the one that they were parsed with
 */
export function isBefore(one: ContentDate, other: ContentDate, timeZone?: string): boolean {
  const isDay = ({ iso, day }: ContentDate) => dayOrMoment(day, iso, timeZone) === day;
  return isDay(one) || isDay(other) ? one.day < other.day : one.iso < other.iso;
}
