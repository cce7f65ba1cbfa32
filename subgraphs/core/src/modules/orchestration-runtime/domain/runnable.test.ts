import { expect, it } from 'vitest';
import { aNode } from '../testing.ts';
import type { DefinitionNodeShape } from './plan.ts';
import { findUnrunnable } from './runnable.ts';

const found = (node: DefinitionNodeShape) =>
  findUnrunnable({ id: 'def_1', rootEntity: 'estate:host', nodes: [node], links: [] });

it('finds nothing in what the engine carries out', () => {
  expect(found(aNode('a'))).toEqual([]);
});

it('names the node and what of it cannot be run', () => {
  expect(found(aNode('a', { riskCheck: true }))).toMatchObject([
    {
      code: 'NODE_NOT_RUNNABLE',
      message:
        '"a" asks for a check before its call, which this version of the platform cannot make. Nothing was started.',
      path: ['nodes', 'a'],
    },
  ]);
});
