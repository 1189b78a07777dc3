import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Parsers for the rules of each host, which read them the way the host does. Unexpected syntax is an error. */

export const hasCaddy = spawnSync('caddy', ['version']).error === undefined;
export const hasNginx = spawnSync('nginx', ['-v']).error === undefined;

export interface Rules {
  /** New URLs by old URLs, in the form in which the host compares them. */
  redirects: Map<string, string>;
  /** The rest of the file. */
  others: unknown;
}

function add(redirects: Map<string, string>, from: string, to: string): void {
  const known = redirects.get(from);
  if (known !== undefined && known !== to) throw new Error(`${from} redirects to ${known} and to ${to}`);
  redirects.set(from, to);
}

/** RFC 3986 §3.3, without the pattern characters of Netlify and Cloudflare Pages. */
const literal = /^(?:\/|(?:\/(?:[\w\-.~!$&'()+,;=@]|%[0-9A-F]{2})+)+\/?)$/;

/** Parses `_redirects`: old URL, new URL, status. */
export function readRedirectLines(text: string): Rules {
  const redirects = new Map<string, string>();
  const others: string[] = [];
  for (const line of text.split('\n').slice(0, -1)) {
    const [from = '', to = '', status = '', ...more] = line.split(' ');
    if (more.length > 0 || !literal.test(from) || !literal.test(to) || !/^(?:301!?|410)$/.test(status))
      throw new Error(`not a rule: ${JSON.stringify(line)}`);
    if (status === '410') others.push(line);
    else add(redirects, from, to);
  }
  if (text !== '' && !text.endsWith('\n')) throw new Error('the last line has no newline');
  return { redirects, others };
}

interface Vercel {
  redirects: { source: string; destination: string; statusCode: number }[];
}

/** Parses `vercel.json`. A source is a path-to-regexp pattern, in which special characters need a backslash. */
export function readVercel(text: string): Rules {
  const { redirects: all, ...config } = JSON.parse(text) as Vercel;
  const redirects = new Map<string, string>();
  const plain = (pattern: string) => {
    if (!/^(?:[^:()*+?{}\\[\]!|^$\s]|\\[^\w\s])+$/.test(pattern)) throw new Error(`not literal: ${pattern}`);
    return pattern.replace(/\\(.)/g, '$1');
  };
  for (const { source, destination } of all.slice(0, -1)) add(redirects, plain(source), plain(destination));
  return { redirects, others: { ...config, last: all.at(-1) } };
}

/** A directive of nginx's configuration, with its block if it has one. */
export interface Directive {
  words: string[];
  block?: Directive[];
}

/** In bytes: `NGX_CONF_BUFFER`. */
const maximumTokenLength = 4096;

/** Parses nginx's configuration as `ngx_conf_read_token` does. */
export function parseNginx(text: string): Directive[] {
  const tokens: { text: string; quoted: boolean }[] = [];
  const token = /\s+|#[^\n]*|"((?:[^"\\]|\\[\s\S])*)"(?=[\s;{)])|([;{}])|((?:\$\{|[^\s;{}"\\]|\\[\s\S])+)/y;
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const found = token.exec(text);
    if (!found) throw new Error(`nginx cannot parse ${JSON.stringify(text.slice(at, at + 80))}`);
    const [, quoted, mark, bare] = found;
    const word = (quoted ?? bare)?.replace(
      /\\(["'\\trn])/g,
      (_, character: string) => unescaped[character] ?? character,
    );
    if (word !== undefined && Buffer.byteLength(word) >= maximumTokenLength)
      throw new Error('the parameter is too long');
    if (mark !== undefined) tokens.push({ text: mark, quoted: false });
    else if (word !== undefined) tokens.push({ text: word, quoted: true });
  }
  let next = 0;
  const block = (inner: boolean): Directive[] => {
    const directives: Directive[] = [];
    let words: string[] = [];
    for (; next < tokens.length; next++) {
      const { text: word = '', quoted = false } = tokens[next] ?? {};
      if (quoted) words.push(word);
      else if (word === ';' || word === '{') {
        if (words.length === 0) throw new Error(`unexpected ${word}`);
        next += word === '{' ? 1 : 0;
        directives.push(word === '{' ? { words, block: block(true) } : { words });
        words = [];
      } else if (inner && words.length === 0) return directives;
      else throw new Error('unexpected }');
    }
    if (inner || words.length > 0) throw new Error('unexpected end of file');
    return directives;
  };
  return block(false);
}

const unescaped: Record<string, string> = { t: '\t', r: '\r', n: '\n' };

/** Parses `nginx.conf`. nginx decodes URLs and ignores letter case when it compares them. */
export function readNginx(text: string): Rules {
  const redirects = new Map<string, string>();
  const others = parseNginx(text).map((directive) => {
    if (directive.words.join(' ') !== 'map $uri $site_redirect') return directive;
    const rest = directive.block?.filter(({ words: [from = '', to = '', ...more], block }) => {
      if (!from.startsWith('/')) return true;
      if (block || more.length > 0 || to.includes('$')) throw new Error(`not a redirect: ${from} ${to}`);
      if (redirects.has(from.toLowerCase())) throw new Error(`conflicting parameter ${from}`);
      add(redirects, from.toLowerCase(), to);
      return false;
    });
    return { ...directive, block: rest };
  });
  // The sizes of tables depend on their content.
  return { redirects, others: others.filter(({ words }) => words[0] !== 'map_hash_max_size') };
}

interface CaddyMap {
  handler: string;
  destinations: string[];
  mappings?: { input: string; outputs: string[] }[];
}

/** Lets Caddy parse its own file. Caddy compares decoded URLs. */
export function readCaddy(text: string): Rules {
  const folder = mkdtempSync(join(tmpdir(), 'letterpress-caddy-'));
  const file = join(folder, 'Caddyfile');
  writeFileSync(file, text);
  const adapted = execFileSync('caddy', ['adapt', '--adapter', 'caddyfile', '--config', file], {
    // The environment must not affect the rules.
    env: { ...process.env, A: 'from-the-environment' },
    maxBuffer: 2 ** 28,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  rmSync(folder, { recursive: true });
  const redirects = new Map<string, string>();
  const others = JSON.parse(String(adapted).replaceAll(file, 'Caddyfile'), (_, value: unknown) => {
    if (!isRedirect(value)) return value;
    for (const { input, outputs } of value.mappings ?? []) {
      const [to = ''] = outputs;
      if (!input.startsWith('/') || /[{}]/.test(input + to))
        throw new Error(`not a redirect: ${input} ${to}`);
      add(redirects, input, to);
    }
    return 'redirects';
  }) as unknown;
  return { redirects, others };
}

function isRedirect(value: unknown): value is CaddyMap {
  const { handler, destinations } = (value ?? {}) as Partial<CaddyMap>;
  return handler === 'map' && destinations?.[0] === '{site_redirect}';
}
