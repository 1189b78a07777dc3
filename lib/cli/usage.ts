import { parseArgs } from 'node:util';
import { UserError } from '../util/errors';

/** An option of a command. */
interface OptionSpec {
  type: 'boolean' | 'string';
  /** The name of the value, such as `DIR`. */
  value?: string;
  default?: string;
  /** A sentence without a period. */
  help: string;
}

/** An environment variable that changes what commands do. README.md describes them. */
type Variable =
  | 'SITE_URL'
  | 'BASE_PATH'
  | 'CONTENT_DIR'
  | 'OUT_DIR'
  | 'BUILD_TIME'
  | 'PREVIEW_SECRET'
  | 'HOST'
  | 'PORT'
  | 'AWS_REGION'
  | 'AWS_ENDPOINT_URL_S3'
  | 'AWS_ENDPOINT_URL'
  | 'CLOUDFLARE_ZONE'
  | 'CLOUDFLARE_API_TOKEN';

/** The options of a command, by name. */
export type Options = Record<string, OptionSpec>;

/** What a command is for, and how it is called. */
export interface Usage<O extends Options> {
  /** Everything after `npm run`, in each form, such as `compare -- BEFORE AFTER`. */
  forms: readonly [string, ...string[]];
  /** What it does, in a sentence or two. */
  summary: string;
  options?: O;
  /** Whether it has arguments that are not options. */
  takesArguments?: true;
  /** The environment variables that it reads. */
  environment: readonly [Variable, ...Variable[]];
  /** A complete command line. */
  example: string;
  /** Whether another command checks the configuration, which this one runs. */
  isCheckedLater?: true;
}

/** The values of a command's options, by name. */
type Values<O extends Options> = {
  [K in keyof O]: O[K]['type'] extends 'boolean'
    ? boolean
    : O[K] extends { default: string }
      ? string
      : string | undefined;
};

/** The arguments of a command. */
export interface Arguments<O extends Options> {
  values: Values<O>;
  positionals: string[];
}

/**
 * Parses the arguments of a command.
 *
 * @returns `help` instead of the arguments if they contain `--help` or `-h`
 * @throws {UserError} for an unknown option, a missing value, or an argument if the command has none
 */
export function parseArguments<O extends Options>(
  usage: Usage<O>,
  args: string[],
): Arguments<O> | { help: string } {
  // An argument after `--` is not an option.
  const end = args.includes('--') ? args.indexOf('--') : undefined;
  if (args.slice(0, end).some((arg) => arg === '--help' || arg === '-h')) return { help: helpOf(usage) };
  const options = Object.entries(usage.options ?? {}).map(
    ([name, { type, default: value = type === 'boolean' ? false : undefined }]) =>
      [name, { type, ...(value === undefined ? {} : { default: value }) }] as const,
  );
  try {
    const { values, positionals } = parseArgs({
      args,
      options: Object.fromEntries(options),
      allowPositionals: usage.takesArguments === true,
    });
    // `parseArgs` has checked the values against the options.
    return { values: values as Values<O>, positionals };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && /^ERR_PARSE_ARGS/.test(String(error.code))))
      throw error;
    // Node's advice follows.
    const [problem = ''] = error.message.split(/\.? To specify a positional argument|\n|\. This command/, 1);
    throw new UserError(`${problem.replace(/\.$/, '')}. See npm run ${nameOf(usage)} -- --help`);
  }
}

const nameOf = ({ forms: [form] }: Usage<Options>) => form.split(' ', 1)[0] ?? '';

/** The text for `--help`. */
function helpOf(usage: Usage<Options>): string {
  const all: Options = { ...usage.options, help: { type: 'boolean', help: 'Print this help' } };
  const options = Object.entries(all).map(([name, { value, default: preset, help }]) => ({
    left: `  --${name}${value ? ` ${value}` : ''}`,
    right: preset === undefined ? help : `${help} (default: ${preset})`,
  }));
  const width = Math.max(...options.map(({ left }) => left.length));
  return [
    usage.summary,
    '',
    ...usage.forms.map((form, at) => `${at === 0 ? 'Usage: ' : '       '}npm run ${form}`),
    '',
    'Options:',
    ...options.map(({ left, right }) => `${left.padEnd(width)}  ${right}`),
    '',
    `Environment: ${usage.environment.join(', ')} (see README.md)`,
    '',
    `Example: ${usage.example}`,
  ].join('\n');
}
