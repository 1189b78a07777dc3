import { z } from 'zod';

/** The Internet Archive. */
export const defaultArchive = 'https://archive.org';

const available = z.object({
  archived_snapshots: z.object({
    closest: z
      .object({ available: z.boolean(), url: z.string().url(), timestamp: z.string().regex(/^\d{14}$/) })
      .optional(),
  }),
});

/**
 * Finds the capture of a page that is nearest to a day (https://archive.org/help/wayback_api.php).
 *
 * @param archive the origin of the archive
 * @param day `YYYY-MM-DD`
 * @param getJson fetches JSON, or throws an `Error`
 * @returns the capture; `false` if there is none
 */
export async function findCapture(
  archive: string,
  url: string,
  day: string,
  getJson: (url: string) => Promise<unknown>,
): Promise<{ url: string; day: string } | false> {
  const parameters = new URLSearchParams({ url, timestamp: day.replaceAll('-', '') });
  const { closest } = available.parse(
    await getJson(`${archive}/wayback/available?${parameters}`),
  ).archived_snapshots;
  if (!closest?.available || !/^https?:/.test(closest.url)) return false;
  const [, year, month, date] = /^(\d{4})(\d\d)(\d\d)/.exec(closest.timestamp) ?? [];
  return {
    url: closest.url.replace(/^http:\/\/web\.archive\.org\//, 'https://web.archive.org/'),
    day: `${year}-${month}-${date}`,
  };
}
