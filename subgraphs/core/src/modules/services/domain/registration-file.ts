import { idempotencySchema, type ManifestSystemParameter } from '@wecube/plugin-adapters/contract';
import { stringify } from 'yaml';
import { z } from 'zod';
import {
  PERMISSIONS,
  REGISTRATION_STATUSES,
  type RegisteredInterface,
  type RegistrationContent,
} from './registration.ts';
import type { ServiceParameter } from './service.ts';

/** Registrations of a package and its system parameters, as they travel between installations and versions. */
export type RegistrationFile = {
  packageName: string;
  version: string;
  registrations: readonly RegistrationContent[];
  systemParameters: readonly ManifestSystemParameter[];
};

export const FILE_FORMAT = 'wecube.service-registrations/1';

const parameterSchema = z.strictObject({
  name: z.string().min(1),
  type: z.string().default('string'),
  mapping: z.string(),
  expression: z.string().optional(),
  variable: z.string().optional(),
  value: z.string().optional(),
  object: z.string().optional(),
  required: z.boolean().default(false),
  sensitive: z.boolean().default(false),
  multiple: z.boolean().default(false),
  description: z.string().default(''),
});
type FileParameter = z.input<typeof parameterSchema>;

const interfaceSchema = z.strictObject({
  action: z.string().min(1),
  path: z.string().min(1),
  method: z.string().default('POST'),
  type: z.string().default('EXECUTION'),
  async: z.boolean().default(false),
  idempotency: idempotencySchema.default('UNSAFE'),
  switchedOff: z.boolean().default(false),
  filter: z.string().default(''),
  description: z.string().default(''),
  inputs: z.array(parameterSchema).default([]),
  outputs: z.array(parameterSchema).default([]),
});

const objectSchema = z.strictObject({
  name: z.string().min(1),
  expression: z.string().optional(),
  packageName: z.string().optional(),
  source: z.string().optional(),
  latestSource: z.string().optional(),
  properties: z.array(
    z.strictObject({
      name: z.string().min(1),
      type: z.string().default('string'),
      mapping: z.string().default(''),
      expression: z.string().optional(),
      object: z.string().optional(),
      sensitive: z.boolean().default(false),
      multiple: z.boolean().default(false),
    }),
  ),
});

const registrationSchema = z.strictObject({
  plugin: z.string().min(1),
  name: z.string().default(''),
  status: z.enum(REGISTRATION_STATUSES).default('DISABLED'),
  target: z.string().optional(),
  targetFilter: z.string().default(''),
  roles: z.strictObject({ MGMT: z.array(z.string()).optional(), USE: z.array(z.string()).optional() }).default({}),
  objects: z.array(objectSchema).default([]),
  interfaces: z.array(interfaceSchema),
});

const systemParameterSchema = z.strictObject({
  name: z.string().min(1),
  scope: z.string(),
  default: z.string().optional(),
  value: z.string().optional(),
  status: z.string().optional(),
  source: z.string().optional(),
  packageName: z.string().optional(),
});

const fileSchema = z.strictObject({
  format: z.literal(FILE_FORMAT),
  package: z.string().min(1),
  version: z.string().min(1),
  registrations: z.array(registrationSchema),
  systemParameters: z.array(systemParameterSchema).default([]),
});

/**
 * The file as YAML, the same text for the same content: sorted, without ids and times, and without what goes without
 * saying, so that a change of one mapping is a change of one line.
 */
export function printRegistrations({
  packageName,
  version,
  registrations,
  systemParameters,
}: RegistrationFile): string {
  const sorted = [...registrations].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const file: z.input<typeof fileSchema> = {
    ...{ format: FILE_FORMAT, package: packageName, version },
    registrations: sorted.map(printRegistration),
    ...(systemParameters.length > 0 && {
      systemParameters: systemParameters.map(({ name, scopeType, defaultValue, ...rest }) =>
        told({ ...{ name, scope: scopeType, default: defaultValue }, ...rest }),
      ),
    }),
  };
  return stringify(file, { lineWidth: 0, aliasDuplicateObjects: false });
}

const keyOf = ({ pluginName, name }: RegistrationContent) => `${pluginName} ${name}`;

function printRegistration(content: RegistrationContent): z.input<typeof registrationSchema> {
  const interfaces = [...content.interfaces].sort((a, b) => (a.action < b.action ? -1 : 1));
  return told({
    ...{ plugin: content.pluginName, name: content.name, status: content.status },
    ...{ target: content.targetEntity, targetFilter: content.targetFilter },
    roles: rolesByPermission(content),
    objects: content.objects.map(({ name, mappingExpression, packageName, source, latestSource, properties }) =>
      told({
        ...{ name, expression: mappingExpression, packageName, source, latestSource },
        properties: properties.map(({ dataType, mappingType, mappingExpression: expression, refObjectName, ...rest }) =>
          told({
            ...{ name: rest.name, type: dataType === 'string' ? '' : dataType, mapping: mappingType, expression },
            ...{ object: refObjectName, sensitive: rest.sensitive, multiple: rest.multiple },
          }),
        ),
      }),
    ),
    interfaces: interfaces.map(printInterface),
  });
}

function rolesByPermission({ roles }: RegistrationContent) {
  const of = (wanted: (typeof PERMISSIONS)[number]) =>
    roles.flatMap(({ permission, role }) => (permission === wanted ? [role] : [])).sort();
  return roles.length === 0 ? null : told(Object.fromEntries(PERMISSIONS.map((one) => [one, of(one)])));
}

function printInterface(one: RegisteredInterface): z.input<typeof interfaceSchema> {
  return told({
    ...{ action: one.action, path: one.path, method: one.httpMethod === 'POST' ? '' : one.httpMethod },
    ...{ type: one.type === 'EXECUTION' ? '' : one.type, async: one.isAsync },
    idempotency: one.idempotency === 'UNSAFE' ? null : one.idempotency,
    ...{ switchedOff: one.switchedOff, filter: one.filterRule, description: one.description },
    inputs: one.inputs.map(printParameter),
    outputs: one.outputs.map(printParameter),
  });
}

function printParameter(one: ServiceParameter): FileParameter {
  return told({
    ...{ name: one.name, type: one.dataType === 'string' ? '' : one.dataType, mapping: one.mappingType },
    ...{ expression: one.mappingEntityExpression, variable: one.mappingSystemVariableName, value: one.mappingValue },
    ...{ object: one.refObjectName, required: one.required, sensitive: one.sensitive, multiple: one.multiple },
    description: one.description,
  });
}

type Told<T> = { [Key in keyof T]: Exclude<T[Key], null> };

/** Without null, false, empty texts and empty lists, which go without saying. */
function told<T extends object>(fields: T): Told<T> {
  const said = Object.entries(fields).filter(([key, value]) => {
    if (value === null || value === undefined || value === false) return false;
    return key === 'properties' || key === 'interfaces' || (value as { length?: number }).length !== 0;
  });
  return Object.fromEntries(said) as Told<T>;
}

/** The file behind a parsed text, or what is wrong with it and where. */
export function readRegistrations(
  parsed: unknown,
): { ok: true; file: RegistrationFile } | { ok: false; fault: string } {
  const result = fileSchema.safeParse(parsed);
  if (!result.success) {
    const [issue] = result.error.issues;
    return { ok: false, fault: `${issue?.path.join('.') || 'the file'}: ${issue?.message ?? ''}.` };
  }
  const { package: packageName, version, registrations, systemParameters } = result.data;
  const keys = registrations.map(({ plugin, name }) => `${plugin}(${name})`);
  const twice = keys.find((key, at) => keys.indexOf(key) !== at);
  if (twice) return { ok: false, fault: `registrations: ${twice} stands twice.` };
  return {
    ok: true,
    file: {
      ...{ packageName, version, registrations: registrations.map(readRegistration) },
      systemParameters: systemParameters.map(({ name, scope, default: defaultValue, ...rest }) => ({
        ...{ name, scopeType: scope, defaultValue: defaultValue ?? null, value: rest.value ?? null },
        ...{ status: rest.status ?? null, source: rest.source ?? null, packageName: rest.packageName ?? null },
      })),
    },
  };
}

function readRegistration({
  plugin,
  name,
  status,
  target,
  targetFilter,
  ...rest
}: z.output<typeof registrationSchema>) {
  return {
    ...{ pluginName: plugin, name, status, targetEntity: target ?? null, targetFilter },
    roles: PERMISSIONS.flatMap((permission) => (rest.roles[permission] ?? []).map((role) => ({ permission, role }))),
    objects: rest.objects.map(({ properties, expression, packageName, source, latestSource, ...object }) => ({
      ...{ ...object, mappingExpression: expression ?? null, packageName: packageName ?? null },
      ...{ source: source ?? null, latestSource: latestSource ?? null },
      properties: properties.map(({ type, mapping, expression: own, object: shape, ...property }) => ({
        ...{ ...property, dataType: type, mappingType: mapping },
        ...{ mappingExpression: own ?? null, refObjectName: shape ?? null },
      })),
    })),
    interfaces: rest.interfaces.map(({ method, async, filter, inputs, outputs, ...one }) => ({
      ...{ ...one, httpMethod: method, isAsync: async, filterRule: filter, idempotencyChosen: false },
      ...{ inputs: inputs.map(readParameter), outputs: outputs.map(readParameter) },
    })),
  };
}

function readParameter(one: z.output<typeof parameterSchema>): ServiceParameter {
  const { name, type, mapping, expression, variable, value, object, ...rest } = one;
  return {
    ...{ ...rest, name, dataType: type, mappingType: mapping, edited: false },
    ...{ mappingEntityExpression: expression ?? null, mappingSystemVariableName: variable ?? null },
    ...{ mappingValue: value ?? null, refObjectName: object ?? null },
  };
}
