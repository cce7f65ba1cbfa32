import type { Session } from '@wecube/kit';
import type { CoreClient } from '@wecube/prisma';
import { type DraftState, findState } from '../data/draft-states.ts';
import { type DefinitionDiff, type DiffableDefinition, diffDefinitions } from '../domain/diff-definition.ts';
import { findSeen } from './find-managed.ts';

/** A version as it is, or as it was when it was saved as `rowVersion`. */
export type DefinitionPoint = { id: string; rowVersion?: number | null };

/** Reads a saved state that is still kept; null when it is not, or when the person may not see the definition. */
export function createStateReader(client: CoreClient) {
  return async (
    { id, rowVersion }: { id: string; rowVersion: number },
    session: Session,
  ): Promise<DraftState | null> => {
    const { found } = await findSeen(client, id, session);
    return found && findState(client, id, rowVersion);
  };
}

/** What differs between two versions or states; null when one of them is not there. */
export function createComparer(client: CoreClient) {
  const pointOf = async ({ id, rowVersion }: DefinitionPoint, session: Session): Promise<DiffableDefinition | null> => {
    const { found } = await findSeen(client, id, session);
    if (!found || rowVersion === null || rowVersion === undefined || rowVersion === found.rowVersion) return found;
    return findState(client, id, rowVersion);
  };
  return async (from: DefinitionPoint, to: DefinitionPoint, session: Session): Promise<DefinitionDiff | null> => {
    const [before, after] = await Promise.all([pointOf(from, session), pointOf(to, session)]);
    return before && after && diffDefinitions(before, after);
  };
}
