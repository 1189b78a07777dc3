/** Parses CSV with a first line of names (RFC 4180). @returns a record for each further line */
export function parseCsv(text: string): Record<string, string>[] {
  const rows: string[][] = [[]];
  const field = /(?:^|[,\n])(?:"((?:[^"]|"")*)"|([^",\n]*))/gy;
  const source = text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/\n+$/, '');
  for (let match = field.exec(source); match; match = field.exec(source)) {
    if (match[0].startsWith('\n')) rows.push([]);
    rows.at(-1)?.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (field.lastIndex >= source.length) break;
  }
  const [names = [], ...records] = rows;
  return records.map((values) => Object.fromEntries(names.map((name, at) => [name, values[at] ?? ''])));
}
