import { type ContentDate, parseContentDate } from '../util/dates';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const two = (part: string | number) => String(part).padStart(2, '0');

/**
 * Reads a date in one of the forms that other systems accept.
 *
 * @param value a text, or a number of seconds or milliseconds since the epoch
 * @param timeZone IANA; for a time without a zone
 * @returns the text for our front matter, and what it means
 */
export function readDate(value: unknown, timeZone = 'UTC'): { text: string; date: ContentDate } | undefined {
  if (typeof value === 'number') {
    // Digits without separators, as in `202001011230`, or a time since the epoch in seconds or milliseconds.
    if (/^(?:19|20)\d{6}(?:\d{4}(?:\d{2})?)?$/.test(String(value))) return readDate(String(value), timeZone);
    const milliseconds = value > 1e11 ? value : value * 1000;
    return value > 1e8 && milliseconds < 4e12
      ? readDate(new Date(milliseconds).toISOString(), timeZone)
      : undefined;
  }
  if (typeof value !== 'string') return undefined;
  const text = normalized(value.trim());
  if (text === undefined) return undefined;
  const date = parseContentDate(text, 'UTC');
  if (typeof date === 'string') return undefined;
  const hasTime = text.length > 10;
  if (hasTime && !/(?:Z|[+-]\d{2}:\d{2})$/.test(text)) {
    const local = parseContentDate(text, timeZone);
    if (typeof local === 'string') return undefined;
    // Written in UTC, so that it does not depend on the settings of the publication.
    return { text: timeZone === 'UTC' ? `${text}Z` : local.iso.replace('.000Z', 'Z'), date: local };
  }
  return { text, date };
}

/** The same date in the form of RFC 3339. */
function normalized(written: string): string | undefined {
  const text = written.replace(
    /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{4})?)?$/,
    (_, year, month, day, hour, minute, second, zone) =>
      `${year}-${month}-${day}${hour ? `T${hour}:${minute}:${second ?? '00'}${zone ?? ''}` : ''}`,
  );
  const iso =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:(?:[T\s,]+)(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*(?:(am|pm)\b)?\s*(.*))?$/i.exec(
      text,
    );
  if (iso) {
    const [, year, month = '', day = '', hour, minute, second = '00', half, zone = ''] = iso;
    const date = `${year}-${two(month)}-${two(day)}`;
    return momentOf(date, hour, half, minute, second, zone);
  }
  // `3 May 2019`, `May 3, 2019`, `Fri, 03 May 2019 10:00:00 +0000` (RFC 5322)
  const words =
    /^(?:[a-z]{3,9},?\s+)?(?:(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?,?|([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?)\s+(\d{4})(?:,?\s+(?:at\s+)?(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(am|pm)?\s*(.*))?$/i.exec(
      text,
    );
  if (!words) return undefined;
  const [, before, monthAfter, monthBefore, after, year, hour, minute, second = '00', half, zone = ''] =
    words;
  const month = months.indexOf((monthAfter ?? monthBefore ?? '').slice(0, 3).toLowerCase()) + 1;
  if (month === 0) return undefined;
  const date = `${year}-${two(month)}-${two(before ?? after ?? '')}`;
  return momentOf(date, hour, half, minute, second, zone);
}

function momentOf(
  date: string,
  hour: string | undefined,
  half: string | undefined,
  minute: string | undefined,
  second: string,
  zone: string,
): string | undefined {
  if (hour === undefined) return date;
  const offset = zoneOf(zone);
  return offset === undefined ? undefined : `${date}T${hour24(hour, half)}:${minute}:${second}${offset}`;
}

function hour24(hour: string, half: string | undefined): string {
  if (half === undefined) return two(hour);
  return two((Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0));
}

/** @returns `undefined` if it is not known */
function zoneOf(zone: string): string | undefined {
  const text = zone.trim();
  if (/^(?:z|utc|gmt)$/i.test(text)) return 'Z';
  const [, sign, hours, minutes] = /^(?:utc|gmt)?\s*([+-])(\d{2}):?(\d{2})?/i.exec(text) ?? [];
  if (sign) return `${sign}${hours}:${minutes ?? '00'}`;
  return text === '' ? '' : undefined;
}
