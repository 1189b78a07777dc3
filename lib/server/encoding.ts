/** The encodings in which files may lie beside the plain ones, and how their names end. */
export const encodings = { br: '.br', gzip: '.gz' } as const;
export type Encoding = keyof typeof encodings;

/**
 * The encodings that a client takes, the one it would have first, ours between equals (RFC 9110
 * §12.5.3). What it would have less than the plain file is left out.
 */
export function acceptedEncodings(header: string | undefined): Encoding[] {
  const weights = new Map<string, number>();
  for (const item of (header ?? '').toLowerCase().split(',')) {
    const [name = '', ...parameters] = item.split(';').map((part) => part.trim());
    if (name) weights.set(name, weightOf(parameters));
  }
  const weigh = (name: string) => weights.get(name) ?? weights.get('*') ?? 0;
  const plain = weights.get('identity') ?? 0;
  return (Object.keys(encodings) as Encoding[])
    .filter((name) => weigh(name) > 0 && weigh(name) >= plain)
    .sort((a, b) => weigh(b) - weigh(a));
}

function weightOf(parameters: readonly string[]): number {
  const given = parameters.find((parameter) => parameter.startsWith('q='));
  if (given === undefined) return 1;
  const weight = Number(given.slice(2));
  return weight >= 0 && weight <= 1 ? weight : 0;
}
