import { type Action, isAction, keysetQuery, type Page } from '@wecube/kit';
import type { AuthClient, AuthTransaction } from '@wecube/prisma';
import { z } from 'zod';
import type { Role } from '../domain/role.ts';

type Row = {
  id: string;
  name: string;
  labelEn: string;
  labelZh: string;
  actions: string;
  builtIn: boolean;
  version: number;
};
type Reader = AuthClient | AuthTransaction;

export async function findRole(db: Reader, id: string): Promise<Role | null> {
  const row = await db.role.findUnique({ where: { id } });
  return row && toRole(row);
}

/** The roles of those ids that exist, in any order. */
export async function findRoles(db: Reader, ids: readonly string[]): Promise<Role[]> {
  return (await db.role.findMany({ where: { id: { in: [...ids] } } })).map(toRole);
}

/** Every role but these, by name. */
export async function findOtherRoles(db: Reader, ids: readonly string[]): Promise<Role[]> {
  return (await db.role.findMany({ where: { id: { notIn: [...ids] } }, orderBy: { name: 'asc' } })).map(toRole);
}

/** One page by name, and one row more when there is a next one. */
export async function listRoles(db: Reader, page: Page): Promise<Role[]> {
  const query = keysetQuery(page, [{ field: 'name', direction: 'asc' }]);
  return (await db.role.findMany(query)).map(toRole);
}

export const countRoles = (db: Reader): Promise<number> => db.role.count();

export async function insertRole(db: Reader, role: Role): Promise<void> {
  await db.role.create({ data: toRow(role) });
}

/** Overwrites what a role says and allows, and raises its version. */
export async function saveRole(db: Reader, role: Role): Promise<Role> {
  const { labelEn, labelZh, actions } = toRow(role);
  return toRole(
    await db.role.update({ where: { id: role.id }, data: { labelEn, labelZh, actions, version: { increment: 1 } } }),
  );
}

function toRole(row: Row): Role {
  const { id, name, builtIn, version } = row;
  return { id, name, label: { en: row.labelEn, zh: row.labelZh }, actions: readActions(row.actions), builtIn, version };
}

function toRow({ label, actions, ...role }: Role): Row {
  return { ...role, labelEn: label.en, labelZh: label.zh, actions: JSON.stringify(actions) };
}

// An action that this version does not know (any more) allows nothing.
function readActions(text: string): Action[] {
  return z.array(z.string()).parse(JSON.parse(text)).filter(isAction);
}
