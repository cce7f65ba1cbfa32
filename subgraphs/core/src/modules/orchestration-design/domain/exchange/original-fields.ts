import { z } from 'zod';

/** A field that other versions leave out, give as null, or give as a number. */
export const text = z
  .union([z.string(), z.number(), z.boolean()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? '' : String(value)));

/** Roles by permission as the originals write them: an object of lists, a JSON text of one, or nothing. */
export const permissionsSchema = z
  .union([z.record(z.string(), z.array(z.string()).nullish()), z.string()])
  .nullish()
  .transform((value) => (typeof value === 'string' ? {} : (value ?? {})));

export function permissionsOf(permissions: Readonly<Record<string, readonly string[] | null | undefined>>) {
  const of = (name: string) => [...new Set(permissions[name] ?? permissions[name.toLowerCase()] ?? [])];
  return { mgmtRoles: of('MGMT'), useRoles: of('USE') };
}
