import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { digestsOf } from '../helpers/digests';
import { buildIn, ownPublication, runIn } from '../helpers/own-publication';
import { post } from '../helpers/publication';
import { slow } from '../helpers/slow';

/** A publication with one post, whose configuration and theme differ from those in `tests/fixtures/`. */
const small = (title: string) =>
  ownPublication((folder) => {
    rmSync(join(folder, 'content'), { recursive: true });
    mkdirSync(join(folder, 'content/posts'), { recursive: true });
    writeFileSync(join(folder, 'content/posts/first.md'), post({ title: `The first of ${title}` }));
    mkdirSync(join(folder, 'public'));
    writeFileSync(join(folder, 'public/own.txt'), title);
    // The configuration may be in several files.
    writeFileSync(join(folder, 'name.ts'), `export const title: string = '${title}';\n`);
    writeFileSync(
      join(folder, 'site.config.ts'),
      `import { title } from './name';
export const siteConfig = {
  title, tagline: 'A tagline', description: 'A description.', url: 'https://own.example', language: 'de', copyright: title,
};
`,
    );
    mkdirSync(join(folder, 'extensions'));
    writeFileSync(
      join(folder, 'extensions/components.tsx'),
      'import "./styles.css";\nexport const components = { footer: () => <p className="own">In the footer</p> };\n',
    );
    writeFileSync(join(folder, 'extensions/styles.css'), '.own { color: red; }\n');
    const theme = readFileSync('themes/notes.ts', 'utf8');
    writeFileSync(join(folder, 'theme.config.ts'), theme);
    writeFileSync(join(folder, '.env'), 'SITE_URL=https://from-env.example\n');
  });

describe('two publications of one checkout', () => {
  let one: string;
  let two: string;
  const read = (folder: string, path: string) => readFileSync(join(folder, path), 'utf8');
  before(async () => {
    one = await small('One');
    two = await small('Two');
  });

  it('have their own configuration, theme, extensions, public files and variables', () => {
    buildIn(one);
    const home = read(one, 'out/index.html');
    assert.match(home, /<title>One: A tagline<\/title>/);
    assert.match(home, /<html lang="de"/);
    assert.match(home, /href="https:\/\/from-env\.example\/"/);
    assert.match(home, /IBM|ibm-plex-sans/);
    assert.match(home, /<p class="own">In the footer<\/p><\/footer>/);
    assert.match(home, /\.own\{color:red\}/);
    assert.equal(read(one, 'out/own.txt'), 'One');
  });

  it('follow a theme that changes', slow, () => {
    const file = join(one, 'theme.config.ts');
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(/accent: \{ light: '#\w+'/, "accent: { light: '#123456'"),
    );
    buildIn(one);
    assert.match(read(one, 'out/index.html'), /--accent:[^;]*#123456/);
  });

  it('are found by their content, too, and variables that are set count more than .env', slow, () => {
    const { status, output } = runIn('', 'build', {
      CONTENT_DIR: join(two, 'content'),
      SITE_URL: 'https://set.example',
    });
    assert.equal(status, 0, output);
    assert.match(
      read(two, 'out/index.html'),
      /<title>Two: A tagline<\/title>[\s\S]*https:\/\/set\.example\//,
    );
  });

  it('can be built at the same time, without touching the caches of the other', slow, async () => {
    const sites = [await digestsOf(join(one, 'out')), await digestsOf(join(two, 'out'))];
    const build = async (folder: string, env: Record<string, string>) => {
      const child = spawn(process.execPath, ['scripts/run.js', 'build'], {
        env: { ...process.env, NODE_TEST_CONTEXT: '', OUT_DIR: '', PUBLICATION_DIR: folder, ...env },
      });
      const output: Buffer[] = [];
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => output.push(chunk));
      const [code] = await once(child, 'close');
      return `${code} ${Buffer.concat(output)}`;
    };
    const results = await Promise.all([build(one, {}), build(two, { SITE_URL: 'https://set.example' })]);
    for (const result of results) assert.match(result, /^0 Built 0 pages \(/);
    assert.deepEqual([await digestsOf(join(one, 'out')), await digestsOf(join(two, 'out'))], sites);
  });

  it('need a configuration', () => {
    rmSync(join(one, 'site.config.ts'));
    const { status, output } = runIn(one, 'check');
    assert.equal(status, 1);
    assert.match(output, /^PUBLICATION_DIR: expected a folder with site\.config\.ts and content\/, found no/);
    assert.ok(existsSync(join(one, 'out/index.html')), 'the site stays');
  });
});
