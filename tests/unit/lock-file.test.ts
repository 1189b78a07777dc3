import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

interface LockFile {
  packages: Record<string, { version?: string; integrity?: string }>;
}

// An owner may delete it and use another package manager.
describe('package-lock.json', { skip: !existsSync('package-lock.json') }, () => {
  it('has the hash of every package, including those for other platforms', () => {
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as LockFile;
    const installed = Object.entries(packages).filter(([path]) => path !== '');
    assert.ok(installed.length > 100);
    const withoutHash = installed.filter(
      ([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''),
    );
    assert.deepEqual(
      withoutHash.map(([path]) => path),
      [],
    );
  });
});
