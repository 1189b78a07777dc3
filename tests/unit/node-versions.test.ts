import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { nodeVersions } from '../helpers/node-versions';

describe('the versions of Node.js', () => {
  it('in npm test are those of the workflow, and start with the oldest supported one', () => {
    const { jobs } = parse(readFileSync('.github/workflows/test.yml', 'utf8'));
    assert.deepEqual(jobs.node.strategy.matrix.node, nodeVersions);
    const { engines } = JSON.parse(readFileSync('package.json', 'utf8'));
    assert.equal(`>=${nodeVersions[0]}`, `${engines.node}.0`);
  });

  it('in workflows and the Dockerfile are among those that are tested', () => {
    const named = [
      '.github/workflows/preview.yml',
      'docs/deploy/shards/github-matrix.yml',
      'Dockerfile',
    ].flatMap((file) => readFileSync(file, 'utf8').match(/(?<=node-version: |FROM node:)\d+/g) ?? []);
    assert.ok(named.length >= 3);
    for (const version of named) assert.ok(nodeVersions.includes(version), version);
  });
});
