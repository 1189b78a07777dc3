import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { handOver } from '../../lib/next/handover';
import type { LayoutProps, PageInput } from '../../lib/pages/props';
import { finishPage } from '../../lib/render/finish-page';
import { UserError } from '../../lib/util/errors';

const page: PageInput = { route: '/reading-list', address: '/uses/', props: {} };
const headScript = 'document.documentElement.dataset.js = "";';

/** A page as Next renders it, with the framework's markup. */
const rendered = ({ head = '', body = '' }) => `<!DOCTYPE html><html><head><meta charSet="utf-8"/>
<link rel="stylesheet" href="/_next/static/chunks/a.css" data-precedence="next"/>
<link rel="preload" as="script" fetchPriority="low" href="/_next/static/chunks/a.js"/><title>Uses</title>${head}
<script>${headScript}</script><script src="/_next/static/chunks/a.js" noModule=""></script></head><body>
<div hidden=""><!--$--><!--/$--></div><main>one<!-- -->two${body}</main><!--$--><!--/$-->
<script type="module" src="/assets/site.js"></script><script id="_R_">(globalThis["TURBOPACK"])</script>
<script>(self.__next_f=self.__next_f||[]).push([0])</script><script>self.__next_f.push([1,""])</script></body></html>`;

const finish = async (parts: { head?: string; body?: string }) =>
  (await finishPage(page, rendered(parts))).html.replace(
    /<link rel="preload" as="font"[^>]*><style>[^<]*<\/style>/,
    '',
  );

describe('a finished page', () => {
  before(() => {
    const modules = { site: '/assets/site.js' } as LayoutProps['modules'];
    handOver({
      layoutProps: { navigation: [], pages: [], modules, optional: {}, headScript },
      pages: new Map(),
    });
  });

  it('has nothing of the framework', async () => {
    const html = await finish({});
    assert.doesNotMatch(html, /_next|__next|TURBOPACK|next-size|<div hidden|<!--/);
    assert.match(html, /onetwo/);
  });

  it("has everything else that the owner's components have", async () => {
    const parts = [
      '<div hidden></div>',
      '<script type="application/json">{"a":1}</script>',
      '<link rel="preload" as="image" href="/a.png">',
      '<div hidden><p>text</p></div>',
    ];
    const html = await finish({ body: parts.join('') });
    for (const part of parts) assert.ok(html.includes(part), part);
  });

  for (const [part, name] of [
    ['<script src="https://stats.example/a.js"></script>', '<script src="https://stats.example/a.js">'],
    ['<script>count()</script>', '<script>count()'],
    ['<script type="module">count()</script>', '<script type="module">count()'],
    ['<link rel="stylesheet" href="https://fonts.example/a.css">', '<link rel="stylesheet" href='],
  ] as const)
    for (const where of ['head', 'body'])
      it(`is refused if its ${where} has ${part}`, async () => {
        await assert.rejects(finish({ [where]: part }), (error) => {
          assert.ok(error instanceof UserError);
          assert.ok(error.message.startsWith(`/uses/: the page contains ${name}`), error.message);
          return true;
        });
      });

  it('is refused if Next left out a part of it', async () => {
    for (const [part, name] of [
      ['<title>Uses</title>', 'a <title>'],
      [`<script>${headScript}</script>`, 'the script in the head'],
      ['<script type="module" src="/assets/site.js"></script>', 'the module of every page'],
      ['<meta charSet="utf-8"/>', 'the character set'],
    ] as const)
      await assert.rejects(finishPage(page, rendered({}).replace(part, '')), ({ message }: Error) =>
        message.startsWith(`/uses/: Next rendered the page without ${name}.`),
      );
  });
});
