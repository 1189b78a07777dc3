import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { before, describe, it } from 'node:test';
import { digestsOf } from '../helpers/digests';
import { copyProject, runInCopy } from '../helpers/project-copy';
import { slow } from '../helpers/slow';

/** The files that a page of `docs/extending/` shows, by path. */
function examplesIn(page: string): [path: string, content: string][] {
  const text = readFileSync(`docs/extending/${page}.md`, 'utf8');
  const blocks = text.matchAll(/^```\w+ title="([^"]+)"\n([\s\S]*?)^```$/gm);
  return [...blocks].map(([, path = '', content = '']) => [path, content]);
}

const pages = ['fields', 'components', 'directives', 'pages'] as const;

/** All examples at once: the components of each page are in a file of their own. */
const allExamples: [path: string, content: string][] = [
  ...pages.flatMap((page) =>
    examplesIn(page).map(([path, content]): [string, string] => [
      path === 'extensions/components.tsx' ? `extensions/of-${page}.tsx` : path,
      // It has the components of its own page only.
      content.replace('satisfies ExtensionComponents', 'satisfies Partial<ExtensionComponents>'),
    ]),
  ),
  [
    'extensions/components.tsx',
    `import type { ExtensionComponents } from '@/lib/pages/extension-components';
import { components as ofFields } from './of-fields';
import { components as others } from './of-components';
import { components as ofPages } from './of-pages';

export const components = { ...ofFields, ...others, ...ofPages } satisfies ExtensionComponents;
`,
  ],
];

function write(folder: string, files: Iterable<readonly [path: string, content: string]>): void {
  for (const [path, content] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

describe('extensions of an owner', () => {
  let owner: string;
  const read = (path: string) => readFileSync(join(owner, path), 'utf8');
  const build = () => {
    const { status, output } = runInCopy(owner, 'build');
    assert.equal(status, 0, output);
    assert.doesNotMatch(output, /warning|Note:/);
    return output;
  };
  const typeErrors = () =>
    spawnSync('npx', ['tsc', '--noEmit', '--project', 'tsconfig.json'], { cwd: owner, encoding: 'utf8' })
      .stdout;
  before(async () => {
    owner = await copyProject();
    const answers = ['--title', 'Quiet Rivers', '--url', 'https://quiet-rivers.example', '--author', 'Ada'];
    assert.equal(runInCopy(owner, 'init', [...answers, '--yes']).status, 0);
  });

  const shown: Record<(typeof pages)[number], [path: string, expected: RegExp][]> = {
    fields: [
      ['out/posts/mills/index.html', /<p class="label">Sponsored by The Millers' Guild · advanced<\/p>/],
    ],
    components: [
      ['out/posts/hello/index.html', /<p class="thanks">[\s\S]*Reply by email/],
      ['out/posts/hello/index.html', /<link rel="me" href="https:\/\/example\.social\/@ada">[\s\S]*<\/head>/],
      ['out/posts/hello/index.html', /\.thanks\{[^}]*border-inline-start/],
      ['out/index.html', /quiet river\.<\/aside><footer class="site/],
    ],
    directives: [
      ['out/posts/walks/index.html', /<meter max="5" value="3"><\/meter> 3/],
      ['out/posts/walks/index.html', /<figcaption>Walks a month<\/figcaption>/],
      ['out/posts/walks/index.html', /<blockquote>\s*<p>The river <em>runs<\/em>\.<\/p>\s*<\/blockquote>/],
      ['out/feed.xml', /A boatman[\s\S]*/],
      ['out/feed.xml', /The river (?:<|&lt;)em(?:>|&gt;)runs/],
      ['out/posts/walks/index.md', /^May 3 June 5 Walks a month$/m],
    ],
    pages: [
      [
        'out/projects/index.html',
        /<title>Projects · Quiet Rivers<\/title>[\s\S]*<a href="\/posts\/weir\/">The weir<\/a>/,
      ],
      ['out/sitemap.xml', /https:\/\/quiet-rivers\.example\/projects\//],
    ],
  };
  it('work all at once, and have types', () => {
    write(owner, allExamples);
    build();
    assert.equal(typeErrors(), '');
    // `npm test` lints the engine, whose components these import.
    const lint = spawnSync('npx', ['biome', 'lint', '--vcs-enabled=false', 'app', 'components', 'lib'], {
      cwd: owner,
      encoding: 'utf8',
    });
    assert.equal(lint.status, 0, lint.stdout + lint.stderr);
  });
  for (const page of pages)
    it(`show what docs/extending/${page}.md says`, () => {
      for (const [path, expected] of shown[page])
        assert.ok(expected.test(read(path)), `${path} shows ${expected}`);
    });

  it('give the same bytes after a change as a clean build', slow, async () => {
    const changes: [path: string, from: string, to: string][] = [
      ['extensions/directives.ts', '<meter', '<meter min="0"'],
      ['extensions/fields.ts', "default: 'beginner'", "default: 'advanced'"],
      ['extensions/of-fields.tsx', 'Sponsored by', 'With thanks to'],
      ['extensions/styles.css', '2px', '3px'],
      ['extensions/pages.ts', "title: 'Projects'", "title: 'All projects'"],
    ];
    // Texts and documents first, then what pages show.
    for (const group of [changes.slice(0, 2), changes.slice(2)]) {
      for (const [path, from, to] of group) {
        assert.ok(read(path).includes(from), `${path} contains ${from}`);
        writeFileSync(join(owner, path), read(path).replace(from, to));
      }
      build();
    }
    const incremental = await digestsOf(join(owner, 'out'));
    rmSync(join(owner, '.letterpress'), { recursive: true });
    rmSync(join(owner, '.contentlayer'), { recursive: true });
    build();
    assert.deepEqual(await digestsOf(join(owner, 'out')), incremental);
    assert.match(read('out/posts/mills/index.html'), /With thanks to/);
    assert.match(read('out/projects/index.html'), /<title>All projects/);
  });

  it('never give an author more than the owner has written', () => {
    write(owner, [
      [
        'extensions/pages.ts',
        "export const pages = { '/über-uns/c++/': { title: 'Wir', description: 'Über uns.', props: () => ({}) } };",
      ],
      ['extensions/components.tsx', "export const components = { '/über-uns/c++/': () => <h1>Wir</h1> };"],
      [
        'content/posts/weir.md',
        '---\ntitle: The weir\ndate: 2026-11-04\n---\n\nSee [us](/über-uns/c++/).\n\n::name\n',
      ],
      [
        'extensions/directives.ts',
        `import { site } from '@/lib/config/site';
import { html } from '@/lib/markdown/extension-directives';
export const directives = {
  name: { form: 'leaf', example: '::name', html: () => html\`<p>On \${site.title}.</p>\` },
  link: { form: 'leaf', example: '::link[x]{url="/"}', attributes: ['url', 'by', 'coords', 'size'],
    html: ({ attributes: { url, by, coords, size }, content }) =>
      html\`<p title='\${by}'><a href="\${url}">\${content}</a> \${coords} \${size}</p>\` },
  loose: { form: 'leaf', example: '::loose{n="1"}', attributes: ['n'], html: ({ attributes: { n } }) => html\`<p tabindex=\${n}>x</p>\` },
  lost: { form: 'container', example: ':::lost', html: () => html\`<p>Nothing.</p>\` },
  twice: { form: 'container', example: ':::twice', html: ({ content }) => html\`<div>\${content}\${content}</div>\` },
  moved: { form: 'leaf', example: '::moved{src="a.png"}', attributes: ['src'], html: ({ attributes: { src } }) => html\`<p title="\${src}">x</p>\` },
};`,
      ],
      [
        'content/posts/walks.md',
        `---
title: Walks
date: 2026-11-03
---

::link[fine]{url="https://x.example/" by="a' data-player='https://evil.example/" coords="51.5,-0.1" size="007"}

::link[x]{url="content:javascript:alert(1)"}

::link[x]{url="asset:https://evil.example/x"}

::link[x]{url="javascript:alert(1)"}

::loose{n="1 data-player=https://evil.example"}

:::lost
Words.
:::

:::twice
Words.
:::

::moved{src="weir.md"}
`,
      ],
    ]);
    const { output } = runInCopy(owner, 'check');
    for (const [line, message] of [
      [8, 'the HTML of link contains href="content:javascript:alert(1)", an address in the wrong place'],
      [10, 'the HTML of link contains href="asset:https://evil.example/x", an address in the wrong place'],
      [12, 'the HTML of link contains href="javascript:alert(1)"'],
      [14, 'expected quotes around the value after <p tabindex='],
      [16, 'the HTML of lost contains its content 0 times; expected once'],
      [20, 'the HTML of twice contains its content 2 times; expected once'],
    ] as const)
      assert.ok(output.includes(`content/posts/walks.md:${line}:1\n  ${message}`), `${message}\n${output}`);
    assert.doesNotMatch(output, /walks\.md:6:/);
  });

  it('show what an author gives as text, and have pages of any script', slow, () => {
    writeFileSync(
      join(owner, 'content/posts/walks.md'),
      read('content/posts/walks.md').split('\n').slice(0, 7).join('\n'),
    );
    build();
    const page = read('out/posts/walks/index.html');
    assert.match(page, /<a href="https:\/\/x\.example\/">fine<\/a> 51\.5,-0\.1 007/);
    assert.match(page, /<p title="a[^"]* data-player=[^"]*"><a/);
    assert.doesNotMatch(page, /frame-src https:\/\/evil/);
    assert.match(read('out/über-uns/c++/index.html'), /<h1>Wir<\/h1>/);
    assert.match(read('out/posts/weir/index.html'), /<p>On Quiet Rivers\.<\/p>/);
  });

  it('follow the configuration', slow, () => {
    writeFileSync(
      join(owner, 'site.config.ts'),
      read('site.config.ts').replace("title: 'Quiet Rivers'", "title: 'Loud Rivers'"),
    );
    build();
    assert.match(read('out/posts/weir/index.html'), /<p>On Loud Rivers\.<\/p>/);
  });

  it('are errors where they cannot work, all in one run', () => {
    write(owner, [
      [
        'extensions/fields.ts',
        `export const fields = {
  Post: { title: { type: 'string' }, minutes: { type: 'number' }, level: { type: 'enums', options: ['a'] }, 'a-b': { type: 'string' }, old: { type: 'number', default: 'x' } },
  Page: { date: { type: 'date' } },
  Psot: { x: { type: 'string' } },
};`,
      ],
      [
        'extensions/directives.ts',
        `export const directives = {
  figure: { form: 'leaf', example: '', html: () => '' },
  Chart: { form: 'leaf', example: '', html: () => '' },
  map: { form: 'block', attributes: ['onclick'], required: { attribute: 'src', expected: 'a file' } },
};`,
      ],
      [
        'extensions/pages.ts',
        `const page = { title: 'A', description: 'B', props: () => ({}) };
export const pages = { '/tags/': page, '/authors/ada/': page, '/%C3%BCber/': page, projects: page, '/a/': { title: '' } };`,
      ],
    ]);
    const { status, output } = runInCopy(owner, 'check');
    assert.equal(status, 1);
    for (const expected of [
      'fields.ts: Post.title: Letterpress has a field of this name; expected another name',
      'fields.ts: Post.minutes: Letterpress has a field of this name',
      'fields.ts: Page.date: Letterpress has a field of this name',
      'fields.ts: Post.level: the type is "enums"; expected enum',
      'fields.ts: Post.a-b: expected a name of letters, digits and _',
      'fields.ts: Post.old: the default "x" is not a valid value',
      'fields.ts: unknown document type Psot; expected Post',
      'directives.ts: figure: Letterpress has a directive of this name',
      'directives.ts: Chart: expected a name of lowercase letters',
      'directives.ts: map: "form" is "block"; expected "container" or "leaf"',
      'directives.ts: map: the attribute "onclick" is not possible',
      'directives.ts: map: the required attribute is not one of "attributes"',
      'directives.ts: map: "html" is missing',
      'pages.ts: /tags/: Letterpress has a page or file there',
      'pages.ts: /authors/ada/: Letterpress has a page or file there',
      'pages.ts: /%C3%BCber/: expected an address such as /projects/, with a slash at both ends, not percent-encoded',
      'pages.ts: projects: expected an address such as /projects/',
      'pages.ts: /a/: "title" is missing',
      'pages.ts: /a/: "props" is missing',
    ])
      assert.ok(output.includes(`extensions/${expected}`), `${expected}\n${output}`);
  });

  it('have types with any part of a module', () => {
    rmSync(join(owner, 'extensions'), { recursive: true });
    write(owner, examplesIn('fields'));
    assert.equal(typeErrors(), '');
  });

  it('name the component that fails, and its error', slow, () => {
    for (const name of ['walks', 'weir']) rmSync(join(owner, `content/posts/${name}.md`));
    write(owner, [
      [
        'extensions/components.tsx',
        'export const components = { afterTitle: ({ post }) => <p>{post.fields.sponsor}</p> };',
      ],
    ]);
    const { status, output } = runInCopy(owner, 'build');
    assert.equal(status, 1);
    assert.match(
      output,
      /: extensions\/components\.tsx: afterTitle failed: Cannot read properties of undefined \(reading 'fields'\)$/m,
    );
  });

  it('are errors where a component has an event handler', slow, () => {
    write(owner, [
      [
        'extensions/components.tsx',
        'export const components = { afterBody: () => <button onClick={() => {}}>a</button> };',
      ],
    ]);
    const { status, output } = runInCopy(owner, 'build');
    assert.equal(status, 1);
    assert.match(output, /Event handlers cannot be passed/);
    assert.match(output, /^\/\S*: a component could not be rendered; the error is above\./m);
  });

  it('are errors where a name of a component is unknown, or a page has none', () => {
    rmSync(join(owner, 'extensions'), { recursive: true });
    rmSync(join(owner, 'content/posts/mills.md'));
    write(owner, [
      ...examplesIn('pages').filter(([path]) => path.endsWith('pages.ts')),
      ['extensions/components.tsx', 'export const components = { Foter: () => null, head: 1 };'],
    ]);
    const { status, output } = runInCopy(owner, 'check');
    assert.equal(status, 1);
    assert.match(output, /components\.tsx: unknown component Foter; expected Footer$/m);
    assert.match(output, /components\.tsx: head is not a component/);
    assert.match(output, /components\.tsx: the page \/projects\/ of extensions\/pages\.ts has no component/);
    assert.doesNotMatch(output, /^ +at /m);
  });

  it('report the values of a field, and a directive that fails or returns what pages cannot have', () => {
    const walks =
      '---\ntitle: Walks\ndate: 2026-11-03\n---\n\nText.\n\n::chart[A]{values="many"}\n\n::script[A]\n\n::chart\n';
    write(owner, [
      ...examplesIn('fields').filter(([path]) => !path.endsWith('.tsx')),
      [
        'content/posts/wrong.md',
        '---\ntitle: Wrong\ndate: 2026-01-02\nlevel: advnaced\nsponsor: [a]\n---\n\nText.\n',
      ],
      ['content/posts/walks.md', walks],
      [
        'extensions/directives.ts',
        examplesIn('directives')[0]?.[1].replace(
          '  verse: {',
          `  script: { form: 'leaf', example: '::script[A]', html: () => html\`<p onclick="x()"><script>alert(1)</script></p>\` },
  verse: {`,
        ) ?? '',
      ],
    ]);
    rmSync(join(owner, 'extensions/components.tsx'));
    rmSync(join(owner, 'extensions/pages.ts'));
    const { status, output } = runInCopy(owner, 'check');
    assert.equal(status, 1);
    for (const expected of [
      /posts\/wrong\.md:4:8\n.*"level" is "advnaced"; expected one of beginner, advanced\n.*write "level: advanced"/,
      /posts\/wrong\.md:5:10\n.*"sponsor" is a list; expected a string/,
      /posts\/walks\.md:8:1\n.*"values" contains "many"; expected a name and a number/,
      /posts\/walks\.md:10:1\n.*the HTML of script contains the attribute onclick/,
      /posts\/walks\.md:12:1\n.*the chart has no values; expected names with numbers/,
    ])
      assert.match(output, expected);
  });
});
