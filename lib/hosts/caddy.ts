import { findCommonPolicies, labelPolicies, mostNamed, notFoundPage } from './common-policies';
import { caddyString } from './escape';
import { fileRules, type HeaderRule, siteHeaders } from './headers';
import { hiddenSource, wellKnown } from './hidden';
import type { Redirects } from './redirect-file';
import { slashVariants, slashVariantsOfAll } from './slash-variants';

const policyHeader = 'Content-Security-Policy';

/** Prints a whole Caddyfile; the address and the folder of the site are taken from the environment. */
export function caddyConfig(
  policies: ReadonlyMap<string, string>,
  { redirects, gone }: Redirects,
  basePath: string,
): string {
  const { common, others } = findCommonPolicies(policies, { remaining: mostNamed });
  const { policyOf, labels } = labelPolicies(others);
  const moved = slashVariants(redirects).map(({ from, to }) => [decodeURIComponent(from), to] as const);
  return `# SITE_ADDRESS is what the site is called, such as example.org; SITE_ROOT is its folder.
# Made by the build: what you change here is gone with the next one.

{$SITE_ADDRESS:localhost} {
	root * {$SITE_ROOT:/var/www/site}
${underBase(basePath)}
${map('{path}', '{site_policy_of}', 'common', policyOf)}
${map('{site_policy_of}', '{site_policy}', common, labels)}
${map('{path}', '{site_moved}', '', moved)}
${map(
  '{path}',
  '{site_gone}',
  '',
  slashVariantsOfAll(gone).map((from) => [decodeURIComponent(from), 'yes'] as const),
)}
	@site_gone expression \`{site_gone} != ""\`
	@site_moved expression \`{site_moved} != ""\`
${fileRules.map(({ path }) => `	@${nameOf(path)} path ${pathMatcher(path)}\n`).join('')}
	# A route is gone through as it is written, the widest rule first.
	route {
		header {
			${policyHeader} {site_policy}
${Object.entries(siteHeaders)
  .map(([name, value]) => `			${name} ${caddyString(value)}\n`)
  .join('')}		}
${fileRules.flatMap(printRule).join('')}${basePath === '' ? '' : '		error @elsewhere 404\n'}		redir @site_moved {site_moved} 301
	}

	error @site_gone 410
	@site_hidden {
		path_regexp ${caddyString(hiddenSource)}
		not path ${wellKnown}*
	}
	error @site_hidden 404

	file_server {
		precompressed br gzip
	}
	handle_errors {
		rewrite * ${notFoundPage}
		header {
			Cache-Control no-cache
			Content-Type "text/html; charset=utf-8"
			${policyHeader} ${caddyString(policies.get(notFoundPage) ?? common)}
		}
		file_server {
			precompressed br gzip
		}
	}
}
`;
}

/** Takes the path under which the site is from requests, so that all rules are about its own. */
function underBase(basePath: string): string {
  if (basePath === '') return '';
  return `	redir ${basePath} ${basePath}/ 301
	uri strip_prefix ${basePath}
	@elsewhere expression \`!{http.request.orig_uri.path}.startsWith("${basePath}/")\`
`;
}

function map(from: string, to: string, other: string, entries: (readonly [string, string])[]): string {
  const lines = [
    ...entries.map(([key, value]) => `${caddyString(key)} ${caddyString(value)}`),
    `default ${caddyString(other)}`,
  ];
  return `	map ${from} ${to} {\n${lines.map((line) => `		${line}\n`).join('')}	}\n`;
}

function printRule({ path, headers }: HeaderRule): string[] {
  return Object.entries(headers).map(
    ([header, value]) => `		header @${nameOf(path)} ${header} ${caddyString(value)}\n`,
  );
}

const nameOf = (path: string) => `site${path.replace(/\W+/g, '_')}`;

/** In a Caddyfile only an asterisk at an end stands for slashes, too. */
const pathMatcher = (path: string) => path.replace(/^\/\*/, '*');
