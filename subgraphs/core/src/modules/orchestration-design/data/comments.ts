import type { CoreClient, CoreTransaction } from '@wecube/prisma';
import type { DefinitionComment } from '../domain/comment.ts';

type Reader = CoreClient | CoreTransaction;

export function findComment(db: Reader, id: string): Promise<DefinitionComment | null> {
  return db.definitionComment.findUnique({ where: { id } });
}

/** Those of one version, in the order they were written. */
export function listComments(db: Reader, definitionId: string): Promise<DefinitionComment[]> {
  return db.definitionComment.findMany({ where: { definitionId }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
}

export async function insertComment(tx: CoreTransaction, comment: DefinitionComment): Promise<void> {
  await tx.definitionComment.create({ data: comment });
}

/** Settles a comment or opens it again. */
export async function settleComment(
  tx: CoreTransaction,
  { id }: DefinitionComment,
  resolved: { by: string; at: Date } | null,
): Promise<void> {
  const data = { resolvedBy: resolved?.by ?? null, resolvedAt: resolved?.at ?? null };
  await tx.definitionComment.updateMany({ where: { id }, data });
}

export async function removeComment(tx: CoreTransaction, { id }: DefinitionComment): Promise<void> {
  await tx.definitionComment.deleteMany({ where: { id } });
}
