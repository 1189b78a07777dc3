const each = (size: number, part: (at: number) => string) =>
  Array.from({ length: size }, (_, at) => part(at)).join('');

const links = each(420, (at) => `|[x${at}](https://example.org/${at})|10:30|\n`);
const table = `|a|b|\n|-|-|\n${links}`;

/** Long, repetitive texts as found in archives. They must render quickly. */
export const archives: Record<string, string> = {
  'avatars, one a line': each(
    180,
    (at) =>
      `<a href="https://github.com/u_${at}"><img src="https://example.org/u/${at}?v=4&s=100" width="100px;" alt="U. O'User"/></a>\n`,
  ),
  'avatars in one line': each(
    900,
    (at) => `<a href="https://github.com/u_${at}"><img src="/u/${at}?v=4&amp;s=100" alt="User ${at}"/></a> `,
  ),
  'indented code': each(250, (at) => `    if (a["${at}"] && b_${at}) { c('x'); }\n`),
  'a chat with hard breaks': each(
    350,
    (at) => `[10:${at % 60}] alice: "it's ${at}" -- well..., ok: see foo_bar  \n`,
  ),
  'a chat without breaks': each(500, (at) => `**HOST:** It's "${at}" [00:${at % 60}:10], you know...\n`),
  'a changelog': `${each(100, (at) => `## [1.${at}.0]\n\n- Fix it\n\n`)}${each(
    800,
    (at) =>
      `[1.${at}.0]: https://github.com/an-organization/a_repository/compare/v1.${at - 1}.0...v1.${at}.0\n`,
  )}`,
  'definitions with titles': each(3000, (at) => `[a${at}]: <https://example.org/a_${at}> "It's -- ${at}"\n`),
  'notes without empty lines': `${each(300, (at) => `Text[^n${at}].\n\n`)}${each(
    1000,
    (at) =>
      `[^n${at}]: "The title of the thing", Author's Name & Co., https://example.org/some_page_${at}.html, p. ${at}. It's about {this} and... more.\n`,
  )}`,
  'a bibliography with hard breaks': each(
    1000,
    (at) =>
      `[${at}] A. Author & B. O'Author, "Title of ${at}," *Journal*, pp. 10--20. https://doi.org/10.1/x_${at}\\\n`,
  ),
  'a poem': each(2000, (at) => `O "rose", thou'rt sick -- ${at}...  \n`),
  'a list of links': each(
    3000,
    (at) => `- [It's "a" name ${at}](https://example.org/a_b) -- a description: it does {x}.\n`,
  ),
  'a table of links': table,
  'a table of links beside C++': `${table}\n\`\`\`\n::std::move(x);\n\`\`\`\n`,
  'a table of links beside a video': `${table}\n::video{src="https://example.org/a.mp4"}\n`,
  'an API in a table of HTML': `<table>\n${each(
    1000,
    (at) => `<tr><td><code>fn_${at}</code></td><td>It's "the" ${at}th: {a} & b...</td></tr>\n`,
  )}</table>\n`,
  'an API in a line': `<b>x</b> ${each(
    1000,
    (at) => `<span><code>fn_${at}</code></span><span class="a_b">It's the ${at}th value: a::b</span>`,
  )}\n`,
  'HTML in one line': each(
    1500,
    (at) => `<div class="a" data-x='{"b":${at}}'><a href="/x?a=1&amp;b=2">it's ${at}</a></div>`,
  ),
  'a glossary without empty lines': each(800, (at) => `term_${at}: it's "the" meaning of ${at}\n`),
  'a transcript in one paragraph': each(
    1500,
    (at) => `So it's what we've said ${at} times, and nobody has listened to it as yet. `,
  ),
  'JSON in a fence': `\`\`\`json\n${each(2000, (at) => `{"a_${at}": ["it's", "--", "..."]},\n`)}\`\`\`\n`,
  'lists whose items have no end': `<div>\n${each(300, (at) => `<ul><li>a<li>${at}</ul>\n<dl><dt>a<dd>b</dl>\n`)}</div>\n`,
  'readings whose parts have no end': `<div>\n${each(300, () => '<ruby>a<rp>(<rt>b<rp>)</ruby>')}</div>\n`,
  'a drawing of many shapes': `<svg>\n${each(300, (at) => `<path d="M0 0h${at}"/>\n`)}</svg>\n`,
  'elements as deep as they may be': `<div>\n${'<table><tr><td>'.repeat(120)}\n`,
};
