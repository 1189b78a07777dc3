import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { renderMarkdown } from '../../lib/markdown/render';

/** The number of random texts; see docs/checks.md. */
const runs = Number(process.env.RUNS ?? 300);

/** In these, each % is replaced with a unique word. */
const inlines = [
  '%',
  '*%*',
  '**%** %',
  '`%`',
  '~~%~~',
  '~%~',
  'a%:% 10:30',
  'Promise<%>',
  '[%](https://a.example/%)',
  '[%](https://a.example/% "%")',
  '<HTTPS://a.example/%>',
  'https://a.example/%',
  '[%](ftp://a.example/%)',
  '[%](SMS:%)',
  '[%](javascript:%)',
  '![%](https://a.example/%.png "%")',
  '![%](data:image/png;base64,%)',
  '![%](C:\\%\\%.png)',
  '<img src="https://a.example/%.png" alt="%" title="%">',
  '<img src="https://a.example/%.png" alt="%" class="%" style="%">',
  '<span class="%" id="%">%</span>',
  '<abbr title="%">%</abbr> <kbd>%</kbd>',
  '<a name="%">%</a> <a href="https://a.example/%" target="%">%</a>',
  '<a href="geo:%" onclick="%">%</a>',
  '<input type="%" value="%">',
  '<button>%</button>',
  '<svg><title>%</title><text>%</text></svg>',
  '<script>%</script>',
  '<style>%</style>%',
  '<q cite="%">%</q>',
  '<font color="%">%</font>',
  '<%-% %="%">%</%-%>',
  '<iframe src="https://%.example/%" title="%"></iframe>',
  '<iframe src="//youtube.com/embed/%" title="%"></iframe>',
  '<iframe src="//youtube.com/embed/x">%</iframe>%',
  '<video src="https://a.example/%.mp4" poster="https://a.example/%.png">%</video>',
  '<audio controls><source src="https://a.example/%.mp3">%</audio>',
  '<picture><source srcset="%.avif"><img src="https://a.example/%.png" alt="%"></picture>',
  '<object data="%">%</object>',
  '&lt;%&gt; &amp; \\<%>',
  '[%] [%][%] [[%]] {{% % %}} {% % %} :% %: ==%== ^%^',
  '[%](a % b.md)',
  '$$%$$',
  '<progress value="%">%</progress>',
  '<ruby>%<rt>%</rt></ruby>',
  '<noscript>%</noscript>',
  '<template>%</template>',
  '<textarea>%</textarea>',
  '<select><option value="%">%</option></select>',
];

/** In these, each @ is replaced with some of the texts above. */
const blocks = [
  '@ @',
  '@\n@  \n@',
  '## @',
  '# %',
  '%\n===',
  '- @\n- [ ] @\n\n  @',
  '1. @\n   - @',
  '> @\n> @',
  '> [!NOTE]\n> @',
  '> [!%] @',
  '```js\n%\n```',
  '```% title="%"\n%\n```',
  '```js {1} %\n%\n```',
  '~~~\n%',
  '    %',
  '| % | @ |\n|---|---|\n| % | % | % |',
  '| % | % |\n|---|---|---|\n| % | % |',
  '<div class="%">\n\n@\n\n</div>',
  '<div style="%">%<p align="%">%</p></div>',
  '<details>\n<summary>%</summary>\n\n@\n\n</details>',
  '<table><caption>%</caption><tr><th>%</th><td bgcolor="%">%</td></tr></table>',
  '<form action="%"><label for="%">%</label><input name="%"></form>',
  '<ul><li>%<li value="%">%</ul>',
  '<dl><dt>%</dt><dd>%</dd></dl>',
  '<center>%</center>',
  '<section hidden>%</section>',
  '<?% % ?>',
  '<!-- --!>% -->%',
  '<div><iframe src="//youtube.com/embed/x"/>%</iframe></div>',
  '<div><svg><![CDATA[><!--]]></svg>%</div>',
  '<!% %>',
  ':::aside\n@\n:::',
  ':::figure\n![%](https://a.example/%.png)\n\n@\n:::',
  ':::%\n@\n:::',
  '::video[%]{src="https://a.example/%.mp4" poster="https://a.example/%.png" %="%"}',
  'a[^1]\n\n[^1]: @\n\n    @',
  '[^%]: @',
  '[%]: https://a.example/% "%"',
  '[a b]: https://a.example/%\n\n[a b] [% [a b]][a b]',
  '$$\n\\text{%}\n$$',
  '```mermaid alt="%"\nflowchart LR\n  a[%] --> b[%]\n```',
  '##%\n\n#%',
  '% |\n% | %',
  'term %\n: %',
];

const mixtures = fc.array(
  fc.tuple(
    fc.constantFrom(...blocks),
    fc.array(fc.array(fc.constantFrom(...inlines), { minLength: 1, maxLength: 3 }), {
      minLength: 3,
      maxLength: 3,
    }),
  ),
  { minLength: 1, maxLength: 5 },
);

/** Fills in the templates of a text, each with unique words. */
function fillIn(
  mixture: readonly (readonly [block: string, inlines: readonly (readonly string[])[]])[],
): string[] {
  let count = 0;
  return mixture.map(([block, lines]) => {
    let next = 0;
    const filled = block.replace(/@/g, () => lines[next++ % lines.length]?.join(' ') ?? '');
    return filled.replace(/%/g, () => `w${count++}z`);
  });
}

/** The words that are neither on the page nor in a part with a report. */
async function lostWords(parts: readonly string[]): Promise<string[]> {
  const { html, diagrams, problems, warnings } = await renderMarkdown(parts.join('\n\n'), 'en');
  const page = JSON.stringify([html.segments, diagrams]);
  const reports = [...problems, ...warnings];
  const lost: string[] = [];
  let line = 1;
  for (const part of parts) {
    const end = line + part.split('\n').length;
    const isReported = reports.some(
      (report) =>
        (report.line >= line && report.line < end) ||
        (report.line < line &&
          /hides everything|not closed|is not shown|defined twice|with everything in it/.test(
            report.message,
          )),
    );
    if (!isReported)
      lost.push(...[...part.matchAll(/w\d+z/g)].map(([word]) => word).filter((word) => !page.includes(word)));
    line = end + 1;
  }
  return lost;
}

describe('every word of an author is on the page, or is reported at its position:', () => {
  for (const block of blocks)
    it(JSON.stringify(block), async () => {
      assert.deepEqual(await lostWords(fillIn([[block, [['%']]]])), []);
    });
  for (const inline of inlines)
    it(JSON.stringify(inline), async () => {
      assert.deepEqual(await lostWords(fillIn([['@', [[inline]]]])), []);
    });

  // Not in a mixture, because these would swallow even the footnotes of a text above them.
  for (const iframe of ['<iframe src="//youtube.com/embed/x">%', '<div><iframe src="//youtu.be/x"/>%</div>'])
    it(JSON.stringify(iframe), async () => {
      assert.deepEqual(
        await lostWords(
          fillIn([
            [iframe, []],
            ['%', []],
          ]),
        ),
        [],
      );
    });

  it('a random mixture', () =>
    fc.assert(
      fc.asyncProperty(mixtures, async (mixture) => {
        const parts = fillIn(mixture);
        assert.deepEqual(await lostWords(parts), [], parts.join('\n\n'));
      }),
      { numRuns: runs },
    ));
});
