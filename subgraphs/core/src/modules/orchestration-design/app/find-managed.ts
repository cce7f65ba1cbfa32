import type { Session } from '@wecube/kit';
import type { CoreClient, CoreTransaction } from '@wecube/prisma';
import { findDefinition } from '../data/definitions.ts';
import { mayManage, maySee } from '../domain/access.ts';
import type { DefinitionRecord } from '../domain/definition.ts';
import { definitionNotFound, notYours } from '../domain/errors.ts';
import type { DefinitionOutcome } from './change-definition.ts';

type Found = { found: DefinitionRecord; refused: null } | { found: null; refused: DefinitionOutcome };

/** The definition that the person wants to change, or why that is refused; what may not be seen is not there. */
export async function findManaged(db: CoreClient | CoreTransaction, id: string, session: Session): Promise<Found> {
  const { found, refused } = await findSeen(db, id, session);
  if (!found) return { found, refused };
  if (mayManage(session, found)) return { found, refused: null };
  return { found: null, refused: { definition: found, problems: [notYours(found)] } };
}

/** The same of a definition that is only looked at, or copied. */
export async function findSeen(db: CoreClient | CoreTransaction, id: string, session: Session): Promise<Found> {
  const found = await findDefinition(db, id);
  if (found && maySee(session, found)) return { found, refused: null };
  return { found: null, refused: { definition: null, problems: [definitionNotFound(id)] } };
}
