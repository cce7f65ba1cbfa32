import type { CoreClient, CoreTransaction } from '@wecube/prisma';

/** Keys of the orchestrations that somebody keeps at hand. */
export async function listFavourites(db: CoreClient | CoreTransaction, subject: string): Promise<string[]> {
  const rows = await db.definitionFavourite.findMany({ where: { subject } });
  return rows.map(({ definitionKey }) => definitionKey);
}

export async function writeFavourite(
  tx: CoreTransaction,
  subject: string,
  definitionKey: string,
  isFavourite: boolean,
): Promise<void> {
  await tx.definitionFavourite.deleteMany({ where: { subject, definitionKey } });
  if (isFavourite) await tx.definitionFavourite.create({ data: { subject, definitionKey } });
}
