import { can, type KeyOrder, keysetQuery, type Page, type Session, type StringFilter, stringWhere } from '@wecube/kit';
import type { CoreClient } from '@wecube/prisma';
import { isUnrestricted } from '../domain/access.ts';
import type { DefinitionRecord, DefinitionStatus } from '../domain/definition.ts';
import { toRecord, WITH_ROLES } from './definition-row.ts';
import { listFavourites } from './favourites.ts';

export type DefinitionFilter = {
  name?: StringFilter | null;
  status?: readonly DefinitionStatus[] | null;
  key?: string | null;
  latestOnly?: boolean | null;
  isSubProcess?: boolean | null;
  group?: string | null;
  /** One of these may change it, or run it. */
  roles?: readonly string[] | null;
  /** Those the person keeps at hand, or those it does not. */
  isFavourite?: boolean | null;
};
export type DefinitionOrder = { field: 'NAME' | 'UPDATED_AT'; direction: 'ASC' | 'DESC' };

/** One page of definitions with one row more than asked for, which tells whether there is a next page. */
export async function listDefinitions(
  client: CoreClient,
  session: Session,
  filter: DefinitionFilter,
  order: DefinitionOrder,
  page: Page,
): Promise<DefinitionRecord[]> {
  const { where, orderBy, take } = keysetQuery(page, keysOf(order));
  const rows = await client.definition.findMany({
    where: { AND: [await whereOf(client, session, filter), where] },
    orderBy,
    take,
    include: WITH_ROLES,
  });
  return rows.map(toRecord);
}

export async function countDefinitions(
  client: CoreClient,
  session: Session,
  filter: DefinitionFilter,
): Promise<number> {
  return client.definition.count({ where: await whereOf(client, session, filter) });
}

function keysOf({ field, direction }: DefinitionOrder): KeyOrder[] {
  const towards = direction === 'ASC' ? 'asc' : 'desc';
  const first = field === 'NAME' ? { field: 'name' } : { field: 'updatedAt', time: true };
  return [
    { ...first, direction: towards },
    { field: 'id', direction: towards },
  ];
}

async function whereOf(client: CoreClient, session: Session, filter: DefinitionFilter) {
  const { name, status, key, latestOnly, isSubProcess, group, roles, isFavourite } = filter;
  const favourites = typeof isFavourite === 'boolean' ? await listFavourites(client, session.subject) : [];
  const ofRoles = roles ? { roles: { some: { permission: { in: PEOPLE }, role: { in: [...roles] } } } } : {};
  const kept =
    typeof isFavourite === 'boolean' ? { key: isFavourite ? { in: favourites } : { notIn: favourites } } : {};
  return {
    AND: [visibleTo(session), ofRoles, kept],
    isSubProcess: isSubProcess ?? undefined,
    group: group ?? undefined,
    name: stringWhere(name),
    status: status ? { in: [...status] } : undefined,
    key: key ?? undefined,
    latest: latestOnly ? true : undefined,
  };
}

/** Ids of the definitions that are not there for the person. */
export async function listHidden(client: CoreClient, session: Session): Promise<string[]> {
  if (isUnrestricted(session)) return [];
  const rows = await client.definition.findMany({ where: { NOT: visibleTo(session) }, select: { id: true } });
  return rows.map(({ id }) => id);
}

const PEOPLE = ['MGMT', 'USE'];

/** What `maySee` of the domain says, as the database is asked for it. */
function visibleTo(session: Session) {
  if (isUnrestricted(session)) return {};
  if (session.kind === 'sub-system') {
    const own = { permission: 'PLUGIN', role: session.packageName ?? session.subject };
    return { OR: [{ roles: { none: {} } }, { roles: { some: own } }, ...editable(session)] };
  }
  const held = { permission: { in: PEOPLE }, role: { in: [...session.roles] } };
  const open = { roles: { none: { permission: { in: PEOPLE } } } };
  return { OR: [open, { roles: { some: held } }, ...editable(session)] };
}

const editable = (session: Session) =>
  can(session, 'definition:edit') ? [{ roles: { none: { permission: 'MGMT' } } }] : [];
