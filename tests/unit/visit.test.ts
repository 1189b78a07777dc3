import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Node } from 'unist';
import { visit as libraryVisit } from 'unist-util-visit';
import { EXIT, SKIP, visit } from '../../lib/util/visit';

interface Tree extends Node {
  id: number;
  children?: Tree[];
}

const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.record(
    {
      type: fc.constantFrom('a', 'b'),
      id: fc.nat(),
      children: fc.array(tie('tree'), { maxLength: 4 }),
    },
    { requiredKeys: ['type', 'id'] },
  ),
}));

const results = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.constant(undefined) },
    fc.constantFrom(SKIP, EXIT, true, null),
    // How many siblings a visitor skips: an index before the current one would never end.
    fc.integer({ min: 1, max: 3 }).map((ahead) => ({ ahead, skips: true })),
    fc.integer({ min: 1, max: 3 }).map((ahead) => ({ ahead, skips: false })),
  ),
  { minLength: 1, maxLength: 20 },
);

describe('visit', () => {
  it('visits the same nodes in the same order as unist-util-visit', () => {
    fc.assert(
      fc.property(tree, results, fc.boolean(), (root, results, hasType) => {
        const trace = (walk: typeof visit) => {
          const copy = structuredClone(root);
          const seen: unknown[] = [];
          const visitor = (node: Tree, index?: number, parent?: Tree) => {
            seen.push([node.id, index, parent?.id]);
            const result = results[seen.length % results.length];
            // A visitor may remove the node.
            if (node.id % 5 === 0 && parent?.children && index !== undefined) {
              parent.children.splice(index, 1);
              return [SKIP, index] as const;
            }
            if (typeof result !== 'object' || result === null) return result as undefined;
            const next = (index ?? 0) + result.ahead;
            return (result.skips ? [SKIP, next] : next) as never;
          };
          if (hasType) walk(copy, 'a', visitor as never);
          else walk(copy, visitor as never);
          return seen;
        };
        assert.deepEqual(trace(visit), trace(libraryVisit as unknown as typeof visit));
      }),
      { numRuns: 500 },
    );
  });
});
