import {
  type CommonPolicies,
  findCommonPolicies,
  labelPolicies,
  mostNamed,
  notFoundPage,
} from './common-policies';
import { nginxLiteral, nginxValue } from './escape';
import { escapeForRegExp, fileRules, patternSource, siteHeaders } from './headers';
import { hiddenSource, wellKnown } from './hidden';
import type { Redirects } from './redirect-file';
import { slashVariants, slashVariantsOfAll } from './slash-variants';

/** Told by the server itself, not by `add_header`. */
const contentType = 'Content-Type';
const policyHeader = 'Content-Security-Policy';

/**
 * Prints a configuration to include in nginx's `http` block, where alone a `map` may stand.
 * Only a few names and paths in it are for the host to fill in.
 */
export function nginxConfig(
  policies: ReadonlyMap<string, string>,
  { redirects, gone }: Redirects,
  basePath: string,
): string {
  const shared = findCommonPolicies(policies, { remaining: mostNamed });
  const moved = slashVariants(redirects);
  const varying = [...new Set(fileRules.flatMap(({ headers }) => Object.keys(headers)))]
    .filter((name) => name !== contentType)
    .sort();
  return `# Include this in the http block of nginx.conf, and fill in what stands in <angle brackets>.
# Made by the build: what you change here is gone with the next one.

map_hash_max_size ${hashSize(Math.max(shared.others.length, moved.length))};
map_hash_bucket_size 2048;

${varying.map((name) => headerMap(name, shared)).join('\n')}
map $uri $site_gone {
  # Looked up anew for the page that says so.
  volatile;
  default "";
${slashVariantsOfAll(gone)
  .map((from) => `  ${nginxLiteral(decodeURIComponent(from))} 1;\n`)
  .join('')}}

map $uri $site_moved {
  default "";
${moved.map(({ from, to }) => `  ${nginxLiteral(decodeURIComponent(from))} ${nginxValue(to)};\n`).join('')}}

server {
  listen 80;
  listen [::]:80;
  server_name <example.org>;
  root <folder of the site>;

  charset utf-8;
  charset_types application/javascript application/json image/svg+xml text/css text/javascript text/plain text/xml;
  index index.html;
  absolute_redirect off;
  server_tokens off;
  gzip_static on;
  gzip_vary on;
  # brotli_static on; # with ngx_brotli (Debian: libnginx-mod-http-brotli-static)

${underBase(basePath)}  error_page 403 404 =404 ${notFoundPage};
  error_page 410 ${notFoundPage};
  if ($site_gone) {
    return 410;
  }
  if ($site_moved) {
    return 301 $site_moved$is_args$args;
  }
${slashUnder(basePath)}
${serverHeaders(varying)}
  location ^~ ${wellKnown} {}
  location ~ ${nginxLiteral(hiddenSource)} {
    return 404;
  }
${fileRules.map(({ path, headers }) => typeLocation(path, headers[contentType])).join('')}}
`;
}

/** Takes the path under which the site is from requests, so that all rules are about its own. */
function underBase(basePath: string): string {
  if (basePath === '') return '';
  const base = escapeForRegExp(basePath);
  return `  if ($request_uri !~ "^${base}(?:[/?#]|$)") {
    return 404;
  }
  rewrite "^${base}$" ${basePath}/ permanent;
  # Once: what \`index\` finds goes through all of this again.
  uninitialized_variable_warn off;
  if ($site_within = "") {
    rewrite "^${base}(/.*)$" $1;
  }
  set $site_within yes;

`;
}

/** nginx would lead to the folder's address within the site. */
function slashUnder(basePath: string): string {
  if (basePath === '') return '';
  return `  if (-d $document_root$uri) {
    rewrite "^(.*[^/])$" ${basePath}$1/ permanent;
  }
`;
}

/** The values of a header by the file that is sent. */
function headerMap(name: string, { common, others }: CommonPolicies): string {
  const files = fileRules
    .filter(({ headers }) => Object.hasOwn(headers, name))
    .map(({ path, headers }) => [`~${patternSource(path)}`, headers[name] ?? ''] as const);
  if (name !== policyHeader) return map('$uri', variable(name), siteHeaders[name] ?? '', files);
  const { policyOf, labels } = labelPolicies(others);
  return `${map('$uri', '$site_policy_of', 'common', [
    ...files.map(([pattern]) => [pattern, 'file'] as const),
    // `index` has turned the address of a page into that of its file when headers are sent.
    ...policyOf.map(([path, label]) => [path.replace(/\/$/, '/index.html'), label] as const),
  ])}
${map('$site_policy_of', variable(name), common, [['file', files[0]?.[1] ?? ''], ...labels])}`;
}

function map(from: string, to: string, other: string, entries: (readonly [string, string])[]): string {
  const lines = [
    `default ${nginxValue(other)};`,
    ...entries.map(([key, value]) => `${nginxLiteral(key)} ${nginxValue(value)};`),
  ];
  return `map ${from} ${to} {\n${lines.map((line) => `  ${line}\n`).join('')}}\n`;
}

function serverHeaders(varying: readonly string[]): string {
  return [...new Set([...Object.keys(siteHeaders), ...varying])]
    .sort()
    .map((name) => {
      const value = varying.includes(name) ? variable(name) : nginxValue(siteHeaders[name] ?? '');
      // That there is nothing must not be kept for a year.
      return `  add_header ${name} ${value}${name === 'Cache-Control' ? '' : ' always'};\n`;
    })
    .join('');
}

function typeLocation(path: string, type: string | undefined): string {
  if (type === undefined) return '';
  return `
  location ~ ${nginxLiteral(patternSource(path))} {
    types {}
    default_type ${nginxValue(type)};
  }
`;
}

const variable = (name: string) => `$site_${name.toLowerCase().replaceAll('-', '_')}`;

/** Above nginx's own 2048 where there are many entries, for lookups that stay one step. */
const hashSize = (entries: number) => Math.max(2048, 2 ** Math.ceil(Math.log2(entries * 2 + 1)));
