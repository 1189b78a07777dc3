import type { parseMermaid } from 'beautiful-mermaid';

/*
 * What the lines of a diagram are to beautiful-mermaid, which leaves out what it does not know
 * without a word, and lays out as much as it is given.
 */

const maxLines = 500;
/** In characters. */
const maxLineLength = 1000;
/** To lay out twice as many takes four times as long. */
const maxArrows = 150;
const maxNodes = 200;
/** The scale of a chart is counted up in steps, which would be lost beside a longer number. */
const maxDigits = 10;

/** Why a diagram cannot be drawn. */
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

/** The lines that a kind of diagram knows. */
interface Grammar {
  /** Where there is something to begin, its end. */
  begins?: RegExp;
  ends?: RegExp;
  /** A line between the two, where those are not like the others. */
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
 * Looks at each line of a diagram once.
 *
 * @returns the lines, from 0, that nothing is drawn of
 * @throws {DiagramError} where there is too much to draw
 */
export function idleLines(source: string, parse: typeof parseMermaid): number[] {
  const lines = source.split('\n').map((line) => line.trim());
  if (lines.length > maxLines)
    throw new DiagramError(`it has ${lines.length} lines`, `at most ${maxLines}`, maxLines);
  const long = lines.findIndex((line) => line.length > maxLineLength);
  if (long >= 0)
    throw new DiagramError(
      `a line of it has ${lines[long]?.length} characters`,
      `at most ${maxLineLength}`,
      long,
    );
  const isNothing = (line: string) => line === '' || line.startsWith('%%');
  const first = lines.findIndex((line) => !isNothing(line));
  const header = lines[first] ?? '';
  const [, grammar] = grammars.find(([known]) => known.test(header)) ?? [];
  const statements = [...lines.entries()].filter(([at, line]) => at > first && !isNothing(line));
  return grammar ? idleByGrammar(statements, grammar) : idleByParser(statements, header, parse);
}

/** What a flowchart may have between two of its nodes; labels hold none. */
const flowchartToken = new RegExp(
  [
    /"[^"\n]*"|\|[^|\n]*\||\[[^\]\n]*\]|\([^)\n]*\)|\{[^}\n]*\}/,
    // With a text inside of it: `A-- yes -->B`
    /(?<opening><?(?:--|==|-\.))[ \t]*(?<text>[^\s\-=.>|xo][^|\n]*?)[ \t]*(?<closing>--+[->]|==+[=>]|\.-+>?)/,
    /(?<arrow><?(?:--+[->]|==+[=>]|-\.+->?))(?:[ \t]*(?<label>\|[^|\n]*\|))?/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);

/** The arrows of a flowchart that the library knows, by how an arrow ends and what its line is. */
function knownArrow(arrow: string): string {
  const head = arrow.startsWith('<') ? '<' : '';
  const line = arrow.includes('=') ? '==' : arrow.includes('.') ? '-.-' : '--';
  if (arrow.endsWith('>')) return `${head}${line}>`;
  return head + (line === '-.-' ? line : line + line.slice(-1));
}

/**
 * Puts spaces around the arrows of a flowchart and gives them the length that the library knows.
 * It takes the hyphens of `A-->B` into the name of a node otherwise.
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
        // The library looks for a label right behind the arrow.
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
  const begun: number[] = [];
  let count = 0;
  for (const [at, line] of statements) {
    if (ends?.test(line)) {
      if (begun.pop() === undefined) idle.push(at);
    } else if (body && begun.length > 0) {
      if (!body.test(line)) idle.push(at);
    } else if (begins?.test(line)) begun.push(at);
    else if (arrow?.test(line)) {
      if (++count > maxArrows) throw tooMuch(`more than ${maxArrows} arrows`, at);
    } else if (!others.some((known) => known.test(line))) idle.push(at);
    if (/^(?:bar|line)\s|-->/.test(line) && !arrow) checkNumbers(line, at);
  }
  // A body without an end is drawn, any other such part is not.
  return [...idle, ...(body ? [] : begun)].sort((a, b) => a - b);
}

const tooMuch = (what: string, line: number) =>
  new DiagramError(`it has ${what}`, 'one that fits on a page', line);

function checkNumbers(line: string, at: number): void {
  const values = /\[([^\]]*)\]/.exec(line)?.[1]?.split(',') ?? line.replace(/"[^"]*"/, '').match(/-?[\d.]+/g);
  for (const value of values ?? [])
    if (!/^\s*-?\d+(?:\.\d+)?\s*$/.test(value) || value.replace(/\D/g, '').length > maxDigits)
      throw new DiagramError(
        `${JSON.stringify(value.trim().slice(0, 40))} is not a number to draw`,
        `numbers of at most ${maxDigits} digits, such as 12.5`,
        at,
      );
}

/** How many arrows a line of a flowchart has, also those that the library does not know. */
function arrowsIn(line: string): number {
  if (/^(?:classDef|class|style|linkStyle|click)\b/.test(line)) return 0;
  const bare = line.replace(/"[^"]*"|\|[^|]*\||\[[^\]]*\]|\([^)]*\)|\{[^}]*\}/g, '');
  // An arrow with a text in it is two.
  const withTexts = bare.match(/(?:--|==|-\.) [^\s>][^>]*? ?(?:--[->]|==[=>]|\.->)/g)?.length ?? 0;
  return (bare.match(/--+|==+|-\.+-|\.-+>/g)?.length ?? 0) - withTexts;
}

/** Flowcharts and states: what the library makes of each line by itself. */
function idleByParser(statements: Statement[], header: string, parse: typeof parseMermaid): number[] {
  const isState = /^stateDiagram/i.test(header);
  const begins = isState ? /^state\s.*\{$/ : /^subgraph\s/;
  const ends = isState ? /^\}$/ : /^end$/;
  const idle: number[] = [];
  const begun: number[] = [];
  const known = new Set<string>();
  let arrows = 0;
  for (const [at, line] of statements) {
    if (begins.test(line)) begun.push(at);
    else if (ends.test(line)) {
      if (begun.pop() === undefined) idle.push(at);
    } else if (/^direction\s+(?:TD|TB|LR|BT|RL)$/i.test(line)) {
      if (begun.length === 0 && !isState) idle.push(at);
    } else {
      const { nodes, edges, classDefs, classAssignments, nodeStyles, linkStyles } = parse(
        `${header}\n${line}`,
      );
      if (!isState && edges.length < arrowsIn(line))
        throw new DiagramError(
          'an arrow of this line would not be drawn',
          'statements such as A --> B, A --- B, A -.-> B, A ==> B or A -- text --> B, one a line',
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
  return [...idle, ...begun].sort((a, b) => a - b);
}
