/** Matches a time such as `4:30` or `1:02:03`. */
export const timecode = /^(?:(\d{1,3}):)?(\d{1,3}):([0-5]\d)$/;

/** Reads a time such as `4:30` or `1:02:03`. @returns seconds; `undefined` if it is not one */
export function parseTimecode(text: string): number | undefined {
  const match = timecode.exec(text);
  if (!match) return undefined;
  const [, hours, minutes, seconds] = match;
  if (hours !== undefined && Number(minutes) > 59) return undefined;
  return Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(seconds);
}

/** Writes seconds as `4:30` or `1:02:03`. */
export function formatTimecode(total: number): string {
  const whole = Math.floor(total);
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const padded = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${padded(minutes)}:${padded(seconds)}` : `${minutes}:${padded(seconds)}`;
}

/** Writes seconds as a duration of ISO 8601, such as `PT1H2M3S`. */
export function isoDuration(total: number): string {
  const whole = Math.round(total);
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return `PT${hours > 0 ? `${hours}H` : ''}${minutes > 0 ? `${minutes}M` : ''}${seconds}S`;
}
