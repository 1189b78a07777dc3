/** The encodings of precompressed files, and their file extensions. */
export const encodings = { br: '.br', gzip: '.gz' } as const;
export type Encoding = keyof typeof encodings;

/**
 * The encodings that a client accepts, in its order of preference, or ours if equal (RFC 9110
 * §12.5.3). Encodings that it prefers less than the plain file are left out.
 */
export function acceptedEncodings(header: string | undefined): Encoding[] {
  const weights = weightsIn(header);
  const weigh = (name: string) => weights.get(name) ?? weights.get('*') ?? 0;
  const plain = weights.get('identity') ?? 0;
  return (Object.keys(encodings) as Encoding[])
    .filter((name) => weigh(name) > 0 && weigh(name) >= plain)
    .sort((a, b) => weigh(b) - weigh(a));
}

/**
 * Whether a client prefers Markdown to HTML (RFC 9110 §12.5.1). It must name it: browsers accept everything.
 *
 * @param header the `Accept` header
 */
export function prefersMarkdown(header: string | undefined): boolean {
  const weights = weightsIn(header);
  const markdown = weights.get('text/markdown') ?? 0;
  return markdown > 0 && markdown >= (weights.get('text/html') ?? 0);
}

/** The weights in a header, by name in lower case. */
function weightsIn(header = ''): Map<string, number> {
  const weights = new Map<string, number>();
  for (const item of header.toLowerCase().split(',')) {
    const [name = '', ...parameters] = item.split(';').map((part) => part.trim());
    if (name) weights.set(name, weightOf(parameters));
  }
  return weights;
}

function weightOf(parameters: readonly string[]): number {
  const quality = parameters.find((parameter) => parameter.startsWith('q='));
  if (quality === undefined) return 1;
  const weight = Number(quality.slice(2));
  return weight >= 0 && weight <= 1 ? weight : 0;
}
