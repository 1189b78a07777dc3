import { parse as parseToml } from 'smol-toml';
import { parseDocument } from 'yaml';
import type { Report } from './report';

/** A file split at its front matter. */
export interface SplitFile {
  fields: Record<string, unknown>;
  text: string;
  /** The line on which the text starts. */
  line: number;
  hasFrontMatter: boolean;
}

/**
 * Splits a file at front matter in YAML (`---`), TOML (`+++`) or JSON (`{`, or `;;;` as in Hexo). What
 * cannot be read is reported.
 *
 * @param content the file, decoded
 * @param isHexo whether the line of hyphens above the fields may be missing
 */
export function splitFrontMatter(file: string, content: string, report: Report, isHexo = false): SplitFile {
  const text = content.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const lines = text.split('\n');
  const whole = { fields: {}, text, line: 1, hasFrontMatter: false };
  const first = lines[0]?.trimEnd() ?? '';
  const fence = ['---', '+++', ';;;'].find((one) => one === first);
  const rest = (end: number) => ({
    text: lines.slice(end + 1).join('\n'),
    line: end + 2,
    hasFrontMatter: true,
  });
  const lost = (line: number, what: string, why: string) =>
    report.lost({ file, line, kind: 'front matter', what, why, todo: 'write the fields by hand' });
  const attempt = (format: string, read: () => unknown, end: number): SplitFile => {
    let fields: unknown;
    try {
      fields = read();
    } catch (error) {
      const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
      lost(1, lines.slice(fence ? 1 : 0, end).join(' '), `not valid ${format}: ${reason}`);
    }
    if (fields !== null && fields !== undefined && (typeof fields !== 'object' || Array.isArray(fields)))
      lost(1, lines.slice(1, end).join(' '), 'the front matter is not a set of key-value pairs');
    return { fields: plainObject(fields), ...rest(end) };
  };
  if (fence) {
    const end = lines.findIndex(
      (line, index) =>
        index > 0 && (line.trimEnd() === fence || (fence === '---' && line.trimEnd() === '...')),
    );
    if (end < 0) {
      lost(1, first, `the closing ${fence} is missing`);
      return whole;
    }
    const source = lines.slice(1, end).join('\n');
    if (fence === '+++') return attempt('TOML', () => parseToml(source), end);
    if (fence === ';;;') return attempt('JSON', () => JSON.parse(`{${source}}`), end);
    return attempt('YAML', () => readYaml(source), end);
  }
  if (/^\{\s*(?:$|")/.test(first)) {
    const end = lines.findIndex((line) => line.trimEnd() === '}');
    if (end < 0) return whole;
    return attempt('JSON', () => JSON.parse(lines.slice(0, end + 1).join('\n')), end);
  }
  if (isHexo) {
    const end = lines.findIndex((line) => line.trimEnd() === '---');
    const isFields = (line: string) => /^(?:[\w-]+:(?:\s|$)|\s*-\s|\s*$)/.test(line);
    if (end > 0 && lines.slice(0, end).every(isFields))
      return attempt('YAML', () => readYaml(lines.slice(0, end).join('\n')), end);
  }
  return whole;
}

/** Dates stay as they are written. Of a field that is written twice, the last one wins, as elsewhere. */
function readYaml(source: string): unknown {
  const document = parseDocument(source.replace(/\t/g, '  '), { version: '1.2', uniqueKeys: false });
  const [problem] = document.errors;
  if (problem) {
    // Many systems accept an unquoted colon or a leading @.
    const quoted = source.replace(
      /^([\w-]+):[ \t]+(?!["'[{|>&!])(.*[:@`%#].*)$/gm,
      (_, key: string, value: string) => `${key}: ${JSON.stringify(value.trim())}`,
    );
    const second = parseDocument(quoted, { version: '1.2', uniqueKeys: false });
    if (second.errors.length > 0) throw problem;
    return second.toJS();
  }
  return document.toJS();
}

/** The fields, with dates of TOML as text. */
function plainObject(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, plainValue(field)]));
}

function plainValue(value: unknown): unknown {
  // `TomlDate` keeps how it was written.
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString();
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value === 'object' && value !== null) return plainObject(value);
  return value;
}
