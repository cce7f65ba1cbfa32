import { type KeyOrder, keysetQuery, type Page, type StringFilter, stringWhere } from '@wecube/kit';
import type { CoreClient } from '@wecube/prisma';
import type { DefinitionRecord, DefinitionStatus } from '../domain/definition.ts';
import { toRecord, WITH_ROLES } from './definition-row.ts';

export type DefinitionFilter = {
  name?: StringFilter | null;
  status?: readonly DefinitionStatus[] | null;
  key?: string | null;
  latestOnly?: boolean | null;
};
export type DefinitionOrder = { field: 'NAME' | 'UPDATED_AT'; direction: 'ASC' | 'DESC' };

/** One page of definitions with one row more than asked for, which tells whether there is a next page. */
export async function listDefinitions(
  client: CoreClient,
  filter: DefinitionFilter,
  order: DefinitionOrder,
  page: Page,
): Promise<DefinitionRecord[]> {
  const { where, orderBy, take } = keysetQuery(page, keysOf(order));
  const rows = await client.definition.findMany({
    where: { AND: [whereOf(filter), where] },
    orderBy,
    take,
    include: WITH_ROLES,
  });
  return rows.map(toRecord);
}

export function countDefinitions(client: CoreClient, filter: DefinitionFilter): Promise<number> {
  return client.definition.count({ where: whereOf(filter) });
}

function keysOf({ field, direction }: DefinitionOrder): KeyOrder[] {
  const towards = direction === 'ASC' ? 'asc' : 'desc';
  const first = field === 'NAME' ? { field: 'name' } : { field: 'updatedAt', time: true };
  return [
    { ...first, direction: towards },
    { field: 'id', direction: towards },
  ];
}

function whereOf({ name, status, key, latestOnly }: DefinitionFilter) {
  return {
    name: stringWhere(name),
    status: status ? { in: [...status] } : undefined,
    key: key ?? undefined,
    latest: latestOnly ? true : undefined,
  };
}
