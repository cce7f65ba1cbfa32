'use client';
import { InstanceChangesDocument, PackageChangesDocument, RunListChangesDocument } from '../../gql/graphql.ts';
import { useChanges } from '../../lib/graph/use-changes.ts';
import { useCan } from '../session/viewer.tsx';

/** Keeps the cache true while any page is open: every event carries the changed object, and the cache puts it in its place. */
export function LiveBridge() {
  const readsRuns = useCan('run:read');
  const readsPackages = useCan('package:read');
  const readsInstances = useCan('instance:read');
  useChanges({ query: RunListChangesDocument, variables: {}, pause: !readsRuns });
  useChanges({ query: PackageChangesDocument, variables: {}, pause: !readsPackages });
  useChanges({ query: InstanceChangesDocument, variables: {}, pause: !readsInstances });
  return null;
}
