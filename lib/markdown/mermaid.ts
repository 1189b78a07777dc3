import type { parseMermaid } from 'beautiful-mermaid';

/*
 * Checks diagrams for beautiful-mermaid, which silently ignores lines that it does not know, and has no
 * size limits.
 */

const maxLines = 500;
/** In characters. */
const maxLineLength = 1000;
/** The layout takes quadratic time. */
const maxArrows = 150;
const maxNodes = 200;
/** The scale of a chart is computed by adding steps, which rounding would lose in a longer number. */
const maxDigits = 10;

/** Thrown if a diagram cannot be drawn. */
export class DiagramError extends Error {
  override name = 'DiagramError';
  constructor(
    message: string,
    readonly expected: string,
    /** The line of the source, from 0. */
    readonly line: number,
  ) {
    super(message);
  }
}

/** The lines that are valid in a kind of diagram. */
interface Grammar {
  /** The first and last line of a block, if there are blocks. */
  begins?: RegExp;
  ends?: RegExp;
  /** A line in a block, if it differs from other lines. */
  body?: RegExp;
  arrow?: RegExp;
  others: RegExp[];
}

const cardinal = '(?:"[^"]*"\\s+)?';
const arrows = String.raw`(?:<\|--|<\|\.\.|\*--|o--|-->|--\*|--o|--\|>|\.\.>|\.\.\|>|<--|<\.\.|--)`;
const number = String.raw`-?\d+(?:\.\d+)?`;

const grammars: [header: RegExp, grammar: Grammar][] = [
  [
    /^sequenceDiagram$/i,
    {
      begins: /^(?:loop|alt|opt|par(?!ticipant\s)|critical|break|rect)/,
      ends: /^end$/,
      arrow: /^\S+?\s*--?(?:>>?|[)x])\s*[+-]?\S+?\s*:\s*.+$/,
      others: [
        /^(?:participant|actor)\s+\S+(?:\s+as\s+.+)?$/,
        /^Note\s+(?:left of|right of|over)\s+[^:]+:\s*.+$/i,
        /^(?:else|and)/,
      ],
    },
  ],
  [
    /^classDiagram$/i,
    {
      begins: /^class\s+\S+?(?:\s*~\w+~)?\s*\{$/,
      ends: /^\}$/,
      body: /./,
      arrow: new RegExp(String.raw`^\S+\s+${cardinal}${arrows}\s+${cardinal}\S+?(?:\s*:\s*.+)?$`),
      others: [
        /^class\s+\S+?(?:\s*~\w+~)?$/,
        /^class\s+\S+?\s*\{\s*<<\w+>>\s*\}$/,
        /^\S+?\s*:\s*(?!.*(?:--|\.\.>|\.\.\|>))\S.*$/,
      ],
    },
  ],
  [
    /^erDiagram$/i,
    {
      begins: /^\S+\s*\{$/,
      ends: /^\}$/,
      body: /^\S+\s+\S/,
      arrow: /^\S+\s+[|o}{]+(?:--|\.\.)[|o}{]+\s+\S+\s*:\s*.+$/,
      others: [],
    },
  ],
  [
    /^xychart(?:-beta)?\b/i,
    {
      others: [
        /^title\s+"[^"]+"/,
        /^x-axis\s+(?:"[^"]*"\s*)?\[[^\]]+\]/,
        new RegExp(String.raw`^[xy]-axis\s+${cardinal}${number}\s*-->\s*${number}`),
        /^y-axis\s+"[^"]+"$/,
        /^(?:bar|line)\s+\[[^\]]+\]/,
      ],
    },
  ],
];

/**
 * Checks each line of a diagram.
 *
 * @param parse the parser of beautiful-mermaid
 * @returns the lines, from 0, that draw nothing
 * @throws {DiagramError} if it is too large, or has an arrow or number that cannot be drawn
 */
export function idleLines(source: string, parse: typeof parseMermaid): number[] {
  const lines = source.split('\n').map((line) => line.trim());
  if (lines.length > maxLines)
    throw new DiagramError(`it has ${lines.length} lines`, `at most ${maxLines}`, maxLines);
  const long = lines.findIndex((line) => line.length > maxLineLength);
  if (long >= 0)
    throw new DiagramError(`a line has ${lines[long]?.length} characters`, `at most ${maxLineLength}`, long);
  const isBlank = (line: string) => line === '' || line.startsWith('%%');
  const first = lines.findIndex((line) => !isBlank(line));
  const header = lines[first] ?? '';
  const [, grammar] = grammars.find(([known]) => known.test(header)) ?? [];
  const statements = [...lines.entries()].filter(([at, line]) => at > first && !isBlank(line));
  return grammar ? idleByGrammar(statements, grammar) : idleByParser(statements, header, parse);
}

/** Matches labels and arrows of a flowchart. Labels come first, so that no arrow in a label is matched. */
const flowchartToken = new RegExp(
  [
    /"[^"\n]*"|\|[^|\n]*\||\[[^\]\n]*\]|\([^)\n]*\)|\{[^}\n]*\}/,
    // An arrow with text in it: `A-- yes -->B`
    /(?<opening><?(?:--|==|-\.))[ \t]*(?<text>[^\s\-=.>|xo][^|\n]*?)[ \t]*(?<closing>--+[->]|==+[=>]|\.-+>?)/,
    /(?<arrow><?(?:--+[->]|==+[=>]|-\.+->?))(?:[ \t]*(?<label>\|[^|\n]*\|))?/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);

/** The arrow with the same heads and kind of line that the library knows. */
function knownArrow(arrow: string): string {
  const head = arrow.startsWith('<') ? '<' : '';
  const line = arrow.includes('=') ? '==' : arrow.includes('.') ? '-.-' : '--';
  if (arrow.endsWith('>')) return `${head}${line}>`;
  return head + (line === '-.-' ? line : line + line.slice(-1));
}

/**
 * Puts spaces around the arrows of a flowchart, and gives them the length that the library knows.
 * Otherwise, it reads the hyphens of `A-->B` as part of a node's name.
 */
export function spaceArrows(source: string): string {
  const lines = source.split('\n');
  const header = lines.findIndex((line) => line.trim() !== '' && !line.trim().startsWith('%%'));
  if (!/^\s*(?:graph|flowchart)\b/i.test(lines[header] ?? '')) return source;
  return lines
    .map((line, at) => {
      const statement = line.replace(/;\s*$/, '');
      if (at <= header || /^\s*(?:%%|classDef|class|style|linkStyle|subgraph|click)/.test(line))
        return statement;
      return statement.replace(flowchartToken, (token, ...rest) => {
        const { opening, text, closing, arrow, label } = rest.at(-1) as Record<string, string | undefined>;
        // The library expects a label directly after the arrow.
        if (arrow) return ` ${knownArrow(arrow)}${label ?? ''} `;
        if (!opening || !closing) return token;
        const end = knownArrow(closing.startsWith('.') ? `-${closing}` : closing);
        return ` ${opening} ${text} ${end === '-.->' ? '.->' : end} `;
      });
    })
    .join('\n');
}

type Statement = [at: number, line: string];

function idleByGrammar(statements: Statement[], { begins, ends, body, arrow, others }: Grammar): number[] {
  const idle: number[] = [];
  const open: number[] = [];
  let count = 0;
  for (const [at, line] of statements) {
    if (ends?.test(line)) {
      if (open.pop() === undefined) idle.push(at);
    } else if (body && open.length > 0) {
      if (!body.test(line)) idle.push(at);
    } else if (begins?.test(line)) open.push(at);
    else if (arrow?.test(line)) {
      if (++count > maxArrows) throw tooMuch(`more than ${maxArrows} arrows`, at);
    } else if (!others.some((known) => known.test(line))) idle.push(at);
    if (/^(?:bar|line)\s|-->/.test(line) && !arrow) checkNumbers(line, at);
  }
  // Unclosed blocks are drawn only if they have a body.
  return [...idle, ...(body ? [] : open)].sort((a, b) => a - b);
}

const tooMuch = (what: string, line: number) =>
  new DiagramError(`it has ${what}`, 'a diagram that fits on a page', line);

function checkNumbers(line: string, at: number): void {
  const values = /\[([^\]]*)\]/.exec(line)?.[1]?.split(',') ?? line.replace(/"[^"]*"/, '').match(/-?[\d.]+/g);
  for (const value of values ?? [])
    if (!/^\s*-?\d+(?:\.\d+)?\s*$/.test(value) || value.replace(/\D/g, '').length > maxDigits)
      throw new DiagramError(
        `${JSON.stringify(value.trim().slice(0, 40))} is not a number that can be drawn`,
        `numbers of at most ${maxDigits} digits, such as 12.5`,
        at,
      );
}

/** The number of arrows in a line of a flowchart, including those that the library does not know. */
function arrowsIn(line: string): number {
  if (/^(?:classDef|class|style|linkStyle|click)\b/.test(line)) return 0;
  const bare = line.replace(/"[^"]*"|\|[^|]*\||\[[^\]]*\]|\([^)]*\)|\{[^}]*\}/g, '');
  // An arrow with text in it is matched twice.
  const withTexts = bare.match(/(?:--|==|-\.) [^\s>][^>]*? ?(?:--[->]|==[=>]|\.->)/g)?.length ?? 0;
  return (bare.match(/--+|==+|-\.+-|\.-+>/g)?.length ?? 0) - withTexts;
}

/** For flowcharts and state diagrams: parses each line by itself to see whether it adds anything. */
function idleByParser(statements: Statement[], header: string, parse: typeof parseMermaid): number[] {
  const isState = /^stateDiagram/i.test(header);
  const begins = isState ? /^state\s.*\{$/ : /^subgraph\s/;
  const ends = isState ? /^\}$/ : /^end$/;
  const idle: number[] = [];
  const open: number[] = [];
  const known = new Set<string>();
  let arrows = 0;
  for (const [at, line] of statements) {
    if (begins.test(line)) open.push(at);
    else if (ends.test(line)) {
      if (open.pop() === undefined) idle.push(at);
    } else if (/^direction\s+(?:TD|TB|LR|BT|RL)$/i.test(line)) {
      if (open.length === 0 && !isState) idle.push(at);
    } else {
      const { nodes, edges, classDefs, classAssignments, nodeStyles, linkStyles } = parse(
        `${header}\n${line}`,
      );
      if (!isState && edges.length < arrowsIn(line))
        throw new DiagramError(
          'an arrow in this line would not be drawn',
          'statements such as A --> B, A --- B, A -.-> B, A ==> B or A -- text --> B, one per line',
          at,
        );
      const styled = classDefs.size + classAssignments.size + nodeStyles.size + linkStyles.size;
      if (edges.length === 0 && /~~~/.test(line)) {
        idle.push(at);
        continue;
      }
      const hasNew = [...nodes.keys()].some((id) => !known.has(id));
      if (edges.length + styled === 0 && !hasNew) idle.push(at);
      for (const id of nodes.keys()) known.add(id);
      arrows += edges.length;
      if (arrows > maxArrows) throw tooMuch(`more than ${maxArrows} arrows`, at);
      if (known.size > maxNodes) throw tooMuch(`more than ${maxNodes} nodes`, at);
    }
  }
  return [...idle, ...open].sort((a, b) => a - b);
}
