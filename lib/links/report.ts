import type { KnownLink, KnownLinks } from './known-links';
import type { Checked } from './update';

/** A document with links to other sites. */
interface LinkingDocument {
  /** The path shown in messages. */
  shown: string;
  /** The line of the file before its text begins. */
  bodyLine: number;
  text: { outgoing: readonly { url: string; line: number; column: number }[] };
}

/** What an editor should know about a link. In the order in which it is listed. */
const groups: { title: string; says(link: KnownLink, checked: Checked): string | undefined }[] = [
  {
    title: 'Gone, without a capture. Find another source, or remove the link:',
    says: ({ gone, capture, failures }) =>
      gone !== undefined && !capture ? `${reasonOf(failures)}, since ${gone}` : undefined,
  },
  {
    title: 'Gone. Pages lead to a capture:',
    says: ({ gone, capture }) => (gone !== undefined && capture ? capture.url : undefined),
  },
  {
    title: 'Failing. They count as gone after three failed checks in at least two weeks:',
    says: ({ gone, failures = [] }) =>
      gone === undefined && failures.length > 0
        ? `${reasonOf(failures)}, since ${failures[0]?.day}`
        : undefined,
  },
  { title: 'Moved:', says: (_, { movedTo }) => movedTo && `now ${movedTo}` },
  { title: 'Not answered to programs. Check them in a browser:', says: (_, { refused }) => refused },
];

const reasonOf = (failures: KnownLink['failures'] = []) => failures.at(-1)?.reason ?? '';

/** The links that need attention, with the places where they are, as lines. */
export function linkReport(
  documents: readonly LinkingDocument[],
  known: KnownLinks,
  checked: ReadonlyMap<string, Checked>,
): string[] {
  const places = documents.flatMap(({ shown, bodyLine, text }) =>
    text.outgoing.map(({ url, line, column }) => ({
      url,
      place: `${shown}:${line + bodyLine - 1}:${column}`,
    })),
  );
  return groups.flatMap(({ title, says }) => {
    const lines = places.flatMap(({ url, place }) => {
      const link = known[url];
      const said = link && says(link, checked.get(url) ?? {});
      return said ? [`  ${place}  ${url}`, `    ${said}`] : [];
    });
    return lines.length > 0 ? [title, ...lines, ''] : [];
  });
}
