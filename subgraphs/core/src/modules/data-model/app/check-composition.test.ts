import { parseManifest } from '@wecube/plugin-adapters/contract';
import { expect, it, vi } from 'vitest';
import type { PackageRecord } from '../../packages/index.ts';
import { checkComposition } from './check-composition.ts';

function aPackage(inside: string): PackageRecord {
  const result = parseManifest(`<package name="moon" version="v1.0.0">${inside}</package>`);
  if (!result.ok) throw new Error('no manifest');
  return { name: 'moon', version: 'v1.0.0', manifest: result.manifest } as PackageRecord;
}

it('asks whether the generated part of a package composes, and nothing of a plugin that serves its own', async () => {
  const check = vi.fn(async () => ({ ok: false as const, error: 'It does not fit.' }));
  const participant = checkComposition({
    models: { entities: async () => [] } as never,
    composer: { check },
    subgraphs: { write: () => 'type Query { moon: Int }' },
  });
  const checksOf = (inside: string) =>
    participant.check?.({ kind: 'REGISTER', package: aPackage(inside) } as never) ?? [];
  expect(await checksOf('')).toMatchObject([{ code: 'GRAPH_DOES_NOT_COMPOSE', level: 'ERROR' }]);
  expect(await checksOf('<graphql path="/moon/graphql"/>')).toEqual([]);
  expect(check).toHaveBeenCalledTimes(1);
});
