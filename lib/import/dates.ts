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
  if (typeof value === 'number' && value > 1e8)
    return readDate(new Date(value < 1e11 ? value * 1000 : value).toISOString(), timeZone);
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
function normalized(text: string): string | undefined {
  const iso =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:(?:[T\s,]+)(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*(?:(am|pm)\b)?\s*(.*))?$/i.exec(
      text,
    );
  if (iso) {
    const [, year, month = '', day = '', hour, minute, second = '00', half, zone = ''] = iso;
    const date = `${year}-${two(month)}-${two(day)}`;
    return hour === undefined ? date : `${date}T${hour24(hour, half)}:${minute}:${second}${zoneOf(zone)}`;
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
  return hour === undefined ? date : `${date}T${hour24(hour, half)}:${minute}:${second}${zoneOf(zone)}`;
}

function hour24(hour: string, half: string | undefined): string {
  if (half === undefined) return two(hour);
  return two((Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0));
}

function zoneOf(zone: string): string {
  const text = zone.trim();
  if (/^(?:z|utc|gmt)$/i.test(text)) return 'Z';
  const [, sign, hours, minutes] = /^(?:utc|gmt)?\s*([+-])(\d{2}):?(\d{2})?/i.exec(text) ?? [];
  return sign ? `${sign}${hours}:${minutes ?? '00'}` : '';
}
