import { idempotencySchema, type ManifestParamObject, manifestParameterSchema } from '@wecube/plugin-adapters/contract';
import type { CoreClient } from '@wecube/prisma';
import { z } from 'zod';
import type { RegisteredInterface } from '../domain/registration.ts';
import type { ServiceRecord } from '../domain/service.ts';

export type ServiceRow = NonNullable<Awaited<ReturnType<CoreClient['service']['findUnique']>>>;

const parametersSchema = z.array(manifestParameterSchema.extend({ edited: z.boolean().default(false) }));

/** A row as a service; its shapes stand at its registration. */
export function toServiceRecord(row: ServiceRow, objects: readonly ManifestParamObject[]): ServiceRecord {
  const { id, name, registrationId, packageName, packageId, pluginName, registration, targetEntity, enabled } = row;
  return {
    ...{ id, name, registrationId, packageName, packageId, pluginName, registration, targetEntity, enabled },
    ...toInterface(row),
    ...{ objects, rowVersion: row.rowVersion },
  };
}

/** The part of a row that is an interface of its registration. */
export function toInterface(row: ServiceRow): RegisteredInterface {
  const { action, path, httpMethod, type, isAsync, filterRule, description, idempotencyChosen, switchedOff } = row;
  return {
    ...{ action, path, httpMethod, type, isAsync, filterRule, description, idempotencyChosen, switchedOff },
    idempotency: idempotencySchema.parse(row.idempotency),
    inputs: parametersSchema.parse(JSON.parse(row.inputs)),
    outputs: parametersSchema.parse(JSON.parse(row.outputs)),
  };
}
