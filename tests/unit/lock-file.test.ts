import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

interface LockFile {
  packages: Record<string, { version?: string; integrity?: string }>;
}

describe('package-lock.json', () => {
  it('names the content of every package, those for other platforms too', () => {
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as LockFile;
    const installed = Object.entries(packages).filter(([path]) => path !== '');
    assert.ok(installed.length > 100);
    const unnamed = installed.filter(([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''));
    assert.deepEqual(
      unnamed.map(([path]) => path),
      [],
    );
  });
});
