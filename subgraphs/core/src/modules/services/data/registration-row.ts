import { type ManifestParamObject, manifestParamObjectSchema } from '@wecube/plugin-adapters/contract';
import type { CoreClient } from '@wecube/prisma';
import { z } from 'zod';
import {
  DECISIONS,
  PERMISSIONS,
  REGISTRATION_STATUSES,
  type RegistrationRecord,
  type RoleBind,
} from '../domain/registration.ts';
import { type ServiceRow, toInterface } from './service-row.ts';

export type RegistrationRow = NonNullable<Awaited<ReturnType<CoreClient['serviceRegistration']['findUnique']>>>;
export type RoleRow = { registrationId: string; permission: string; role: string };

const objectsSchema = z.array(manifestParamObjectSchema);
const statusSchema = z.enum(REGISTRATION_STATUSES);
const originSchema = z.enum(['MANIFEST', 'PERSON']);
const chosenSchema = z.array(z.enum(DECISIONS));
const permissionSchema = z.enum(PERMISSIONS);

/** The shapes of a registration, stored as JSON. */
export const objectsOf = ({ objects }: Pick<RegistrationRow, 'objects'>): ManifestParamObject[] =>
  objectsSchema.parse(JSON.parse(objects));

/** A row with those of its roles and services as a registration. */
export function toRegistration(
  row: RegistrationRow,
  roles: readonly RoleRow[],
  services: readonly ServiceRow[],
): RegistrationRecord {
  const { id, packageName, packageId, pluginName, name, title, targetEntity, targetFilter } = row;
  const { retired, updatedAt, updatedBy, rowVersion } = row;
  return {
    ...{ id, packageName, packageId, pluginName, name, title, targetEntity, targetFilter },
    ...{ retired, updatedAt, updatedBy, rowVersion },
    status: statusSchema.parse(row.status),
    origin: originSchema.parse(row.origin),
    chosen: chosenSchema.parse(JSON.parse(row.chosen)),
    objects: objectsOf(row),
    roles: roles.map(toBind).sort(byPermissionAndRole),
    interfaces: services.map(toInterface),
    absent: services.filter((service) => service.retired).map(({ action }) => action),
  };
}

const toBind = ({ permission, role }: RoleRow): RoleBind => ({ permission: permissionSchema.parse(permission), role });

const byPermissionAndRole = (one: RoleBind, other: RoleBind) =>
  `${one.permission} ${one.role}` < `${other.permission} ${other.role}` ? -1 : 1;
