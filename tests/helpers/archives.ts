const repeat = (size: number, part: (at: number) => string) =>
  Array.from({ length: size }, (_, at) => part(at)).join('');

const links = repeat(420, (at) => `|[x${at}](https://example.org/${at})|10:30|\n`);
const table = `|a|b|\n|-|-|\n${links}`;

/** Long, repetitive texts like those of real archives. They must not be refused. */
export const archives: Record<string, string> = {
  'avatars, one per line': repeat(
    180,
    (at) =>
      `<a href="https://github.com/u_${at}"><img src="https://example.org/u/${at}?v=4&s=100" width="100px;" alt="U. O'User"/></a>\n`,
  ),
  'avatars on one line': repeat(
    900,
    (at) => `<a href="https://github.com/u_${at}"><img src="/u/${at}?v=4&amp;s=100" alt="User ${at}"/></a> `,
  ),
  'indented code': repeat(250, (at) => `    if (a["${at}"] && b_${at}) { c('x'); }\n`),
  'a chat with hard breaks': repeat(
    350,
    (at) => `[10:${at % 60}] alice: "it's ${at}" -- well..., ok: see foo_bar  \n`,
  ),
  'a chat without breaks': repeat(500, (at) => `**HOST:** It's "${at}" [00:${at % 60}:10], you know...\n`),
  'a changelog': `${repeat(100, (at) => `## [1.${at}.0]\n\n- Fix it\n\n`)}${repeat(
    800,
    (at) =>
      `[1.${at}.0]: https://github.com/an-organization/a_repository/compare/v1.${at - 1}.0...v1.${at}.0\n`,
  )}`,
  'link definitions with titles': repeat(
    3000,
    (at) => `[a${at}]: <https://example.org/a_${at}> "It's -- ${at}"\n`,
  ),
  'footnotes without blank lines': `${repeat(300, (at) => `Text[^n${at}].\n\n`)}${repeat(
    1000,
    (at) =>
      `[^n${at}]: "The title of the thing", Author's Name & Co., https://example.org/some_page_${at}.html, p. ${at}. It's about {this} and... more.\n`,
  )}`,
  'a bibliography with hard breaks': repeat(
    1000,
    (at) =>
      `[${at}] A. Author & B. O'Author, "Title of ${at}," *Journal*, pp. 10--20. https://doi.org/10.1/x_${at}\\\n`,
  ),
  'a poem': repeat(2000, (at) => `O "rose", thou'rt sick -- ${at}...  \n`),
  'a list of links': repeat(
    3000,
    (at) => `- [It's "a" name ${at}](https://example.org/a_b) -- a description: it does {x}.\n`,
  ),
  'a table of links': table,
  'a table of links next to C++': `${table}\n\`\`\`\n::std::move(x);\n\`\`\`\n`,
  'a table of links next to a video': `${table}\n::video{src="https://example.org/a.mp4"}\n`,
  'an API in an HTML table': `<table>\n${repeat(
    1000,
    (at) => `<tr><td><code>fn_${at}</code></td><td>It's "the" ${at}th: {a} & b...</td></tr>\n`,
  )}</table>\n`,
  'an API on one line': `<b>x</b> ${repeat(
    1000,
    (at) => `<span><code>fn_${at}</code></span><span class="a_b">It's the ${at}th value: a::b</span>`,
  )}\n`,
  'HTML on one line': repeat(
    1500,
    (at) => `<div class="a" data-x='{"b":${at}}'><a href="/x?a=1&amp;b=2">it's ${at}</a></div>`,
  ),
  'a glossary without blank lines': repeat(800, (at) => `term_${at}: it's "the" meaning of ${at}\n`),
  'a transcript in one paragraph': repeat(
    1500,
    (at) => `So it's what we've said ${at} times, and nobody has listened to it as yet. `,
  ),
  'JSON in a code block': `\`\`\`json\n${repeat(2000, (at) => `{"a_${at}": ["it's", "--", "..."]},\n`)}\`\`\`\n`,
  'lists whose items are not closed': `<div>\n${repeat(300, (at) => `<ul><li>a<li>${at}</ul>\n<dl><dt>a<dd>b</dl>\n`)}</div>\n`,
  'ruby text whose parts are not closed': `<div>\n${repeat(300, () => '<ruby>a<rp>(<rt>b<rp>)</ruby>')}</div>\n`,
  'a drawing with many shapes': `<svg>\n${repeat(300, (at) => `<path d="M0 0h${at}"/>\n`)}</svg>\n`,
  'elements nested as deeply as allowed': `<div>\n${'<table><tr><td>'.repeat(120)}\n`,
};
