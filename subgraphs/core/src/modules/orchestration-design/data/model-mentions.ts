import type { CoreClient } from '@wecube/prisma';
import { type ModelMention, textsThatName } from '../../data-model/index.ts';
import { maySee } from '../domain/access.ts';
import { toRecord, WITH_ROLES } from './definition-row.ts';

/** Every text of drafts and deployed versions that may name parts of the data model, by node. */
export async function listModelMentions(client: CoreClient): Promise<ModelMention[]> {
  const rows = await client.definition.findMany({
    where: { status: { in: ['DRAFT', 'DEPLOYED'] } },
    orderBy: [{ name: 'asc' }, { version: 'asc' }],
    include: WITH_ROLES,
  });
  return rows.map(toRecord).flatMap((definition) => {
    const { id, name, version, rootEntity, nodes } = definition;
    const mention = (place: string, expression: string): ModelMention => ({
      ...{ kind: 'ORCHESTRATION', id, name, version, place, expression },
      seenBy: (session) => maySee(session, definition),
    });
    const inNodes = nodes.flatMap((node) => textsThatName(node).map((text) => mention(node.name, text)));
    return [mention('', rootEntity), ...inNodes];
  });
}
