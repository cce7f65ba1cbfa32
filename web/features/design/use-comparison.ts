'use client';
import { useMemo } from 'react';
import { useQuery } from 'urql';
import { readFragment } from '../../gql/fragment-masking.ts';
import { DefinitionDetailFragmentDoc, DefinitionDocument } from '../../gql/graphql.ts';
import { compareDrafts, type DraftChanges } from './compare-drafts.ts';
import type { Draft } from './draft.ts';
import { toDraft } from './draft-of.ts';
import type { NodeChange } from './use-flow-graph.ts';

export type Comparison = {
  changes: DraftChanges;
  /** The drawing with what was removed still in it. */
  shown: Draft;
  marks: ReadonlyMap<string, NodeChange>;
};
export const NO_MARKS: ReadonlyMap<string, NodeChange> = new Map();

/** The draft against another version: what came, went and changed, and where to draw it. */
export function useComparison(against: string | null, draft: Draft): Comparison | null {
  const [{ data }] = useQuery({ query: DefinitionDocument, variables: { id: against ?? '' }, pause: !against });
  const detail = against ? readFragment(DefinitionDetailFragmentDoc, data?.definition) : null;
  const before = useMemo(() => (detail ? toDraft(detail) : null), [detail]);
  return useMemo(() => (before ? drawDifference(before, draft) : null), [before, draft]);
}

function drawDifference(before: Draft, after: Draft): Comparison {
  const changes = compareDrafts(before, after);
  const marks = new Map<string, NodeChange>();
  const mark = (items: readonly { id: string }[], change: NodeChange) => {
    for (const { id } of items) marks.set(id, change);
  };
  mark([...changes.added, ...changes.linksAdded], 'added');
  mark([...changes.removed, ...changes.linksRemoved], 'removed');
  mark([...changes.changed, ...changes.linksChanged], 'changed');
  const gone = <T extends { id: string }>(items: readonly T[]) => items.filter(({ id }) => marks.get(id) === 'removed');
  return {
    changes,
    marks,
    shown: {
      ...after,
      nodes: [...after.nodes, ...gone(before.nodes)],
      links: [...after.links, ...gone(before.links)],
    },
  };
}
