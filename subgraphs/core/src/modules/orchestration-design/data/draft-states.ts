import type { CoreClient, CoreTransaction } from '@wecube/prisma';
import type { DefinitionRecord } from '../domain/definition.ts';
import type { DiffableDefinition } from '../domain/diff-definition.ts';
import { readContent } from './definition-row.ts';

/** A draft as it was when somebody saved it. */
export type DraftState = DiffableDefinition & {
  definitionId: string;
  rowVersion: number;
  savedBy: string;
  savedAt: Date;
};

/** So many of the last states of a draft are kept. */
export const KEPT_STATES = 30;

type Saved = DiffableDefinition & Pick<DefinitionRecord, 'id' | 'rowVersion' | 'updatedBy' | 'updatedAt'>;

/** Keeps what was just saved, so that whoever started from it can be told what changed since. */
export async function keepState(tx: CoreTransaction, saved: Saved): Promise<void> {
  const { id: definitionId, rowVersion, updatedBy: savedBy, updatedAt: savedAt } = saved;
  const content = JSON.stringify(contentOf(saved));
  await tx.definitionState.create({ data: { definitionId, rowVersion, content, savedBy, savedAt } });
  await tx.definitionState.deleteMany({ where: { definitionId, rowVersion: { lte: rowVersion - KEPT_STATES } } });
}

/** The state that was saved as this row version; null when it is no longer kept. */
export async function findState(
  db: CoreClient | CoreTransaction,
  definitionId: string,
  rowVersion: number,
): Promise<DraftState | null> {
  const row = await db.definitionState.findUnique({
    where: { definitionId_rowVersion: { definitionId, rowVersion } },
  });
  if (!row) return null;
  const { content, ...rest } = row;
  return { ...readContent(content), ...rest };
}

function contentOf(saved: DiffableDefinition): DiffableDefinition {
  const { name, description, rootEntity, nodes, links } = saved;
  const { isSubProcess, group, conflictCheck, authorisedPlugins, mgmtRoles, useRoles } = saved;
  return {
    ...{ name, description, rootEntity, nodes, links },
    ...{ isSubProcess, group, conflictCheck, authorisedPlugins, mgmtRoles, useRoles },
  };
}
