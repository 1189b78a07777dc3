import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

const { scripts }: { scripts: Record<string, string> } = JSON.parse(readFileSync('package.json', 'utf8'));
const readme = readFileSync('README.md', 'utf8');
/** Commands of other tools, which have a help of their own, and `start`, which runs two commands. */
const others = ['start', 'lint', 'format', 'test:build'];

describe('--help', () => {
  for (const [name, command] of Object.entries(scripts).filter(
    ([name, script]) => !others.includes(name) && /\b(?:scripts|bench)\//.test(script),
  ))
    it(`of npm run ${name} shows the usage, the options, an example, and variables that README.md describes`, () => {
      const [program = '', ...args] = command.split(' ');
      const runner = program === 'tsx' ? ['--import', 'tsx'] : [];
      const help = execFileSync(process.execPath, [...runner, ...args, '--help'], { encoding: 'utf8' });
      assert.match(help, /^[A-Z].*\.\n\nUsage: npm (?:run )?\S/);
      assert.match(help, /\nExample: .*npm (?:run )?\S+/);
      if (name !== 'test') assert.match(help, /\nOptions:\n(?: {2}.*\n)*? {2}--help /);
      if (!command.includes('scripts/run.js')) return;
      const [, names = ''] = /\nEnvironment: (.*) \(see README\.md\)\n/.exec(help) ?? [];
      assert.notEqual(names, '');
      for (const variable of names.split(', '))
        assert.match(readme, new RegExp(`^\\|.*\`${variable}\`.*\\|`, 'm'));
    });

  it('without a command lists those that npm run has', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/run.js', '--help'], {
      encoding: 'utf8',
    });
    assert.deepEqual([status, stderr], [0, '']);
    const listed = /\nCommands: (.*)\n/.exec(stdout)?.[1]?.split(', ');
    const run = Object.values(scripts).flatMap(
      (command) => /scripts\/run\.js (\w+)$/.exec(command)?.[1] ?? [],
    );
    assert.deepEqual(listed, run.sort());
  });

  it('is not needed to see the commands: an unknown one lists them', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/run.js', 'publish'], {
      encoding: 'utf8',
    });
    assert.equal(status, 1);
    assert.match(stderr, /^Unknown command publish\. Expected one of build, .*upgrade\.\n$/);
  });

  it('is the same as -h', () => {
    const help = (flag: string) =>
      execFileSync(process.execPath, ['scripts/run.js', 'check', flag], { encoding: 'utf8' });
    assert.equal(help('-h'), help('--help'));
  });

  it('works where the configuration is wrong', () => {
    const env = { ...process.env, SITE_URL: 'not a URL', PORT: 'x' };
    assert.match(
      execFileSync(process.execPath, ['scripts/run.js', 'build', '--help'], { env, encoding: 'utf8' }),
      /^Builds /,
    );
  });
});
