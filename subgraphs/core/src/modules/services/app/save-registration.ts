import { type Problem, type Session, toProblem } from '@wecube/kit';
import { type Idempotency, type ManifestParamObject, serviceName } from '@wecube/plugin-adapters/contract';
import { isSameBind } from '../domain/declared-registrations.ts';
import { type Offer, offeredFor } from '../domain/rebase.ts';
import {
  isSameRegistration,
  type RegisteredInterface,
  type RegistrationContent,
  type RegistrationRecord,
  type RoleBind,
} from '../domain/registration.ts';
import type { ServiceParameter } from '../domain/service.ts';
import { sayService } from '../domain/texts.ts';
import { changeRegistration, type SeenRegistration } from './change-registration.ts';
import type { ServiceDependencies } from './dependencies.ts';

type Mapping = Pick<
  ServiceParameter,
  | 'mappingType'
  | 'mappingValue'
  | 'mappingEntityExpression'
  | 'mappingSystemVariableName'
  | 'refObjectName'
  | 'required'
  | 'sensitive'
  | 'multiple'
>;
export type WantedParameter = { name: string } & { [Part in keyof Mapping]?: Mapping[Part] | null };

export type WantedInterface = {
  action: string;
  /** The action of the interface that a new one is made from. */
  copyOf?: string | null;
  filterRule?: string | null;
  idempotency?: Idempotency | null;
  switchedOff?: boolean | null;
  inputs?: readonly WantedParameter[] | null;
  outputs?: readonly WantedParameter[] | null;
};

/** What is absent stays as it is; an interface that the list lacks is taken out, unless the package declares it. */
export type SaveRegistrationInput = SeenRegistration & {
  targetEntity?: string | null;
  targetFilter?: string | null;
  roles?: readonly RoleBind[] | null;
  objects?: readonly ManifestParamObject[] | null;
  interfaces?: readonly WantedInterface[] | null;
};

/** Takes a form over: the target, the roles, the interfaces with their mappings, the shapes. */
export function createRegistrationSaver(deps: ServiceDependencies) {
  return (input: SaveRegistrationInput, session: Session) =>
    changeRegistration(deps, input, session, (before, offer) => {
      const interfaces = input.interfaces ? takeInterfaces(before, input.interfaces, offer) : before.interfaces;
      if ('code' in interfaces) return interfaces;
      return { content: { ...takeHead(before, input), interfaces } };
    });
}

function takeHead(before: RegistrationRecord, input: SaveRegistrationInput): RegistrationContent {
  const { targetEntity, targetFilter, roles, objects } = input;
  return {
    ...before,
    ...(targetEntity != null && { targetEntity: targetEntity.trim() || null }),
    ...(targetFilter != null && { targetFilter: targetFilter.trim() }),
    ...(roles && { roles: roles.filter((bind, at) => roles.findIndex((other) => isSameBind(bind, other)) === at) }),
    ...(objects && { objects: objects.map((one) => withOrigin(before, one)) }),
  };
}

/** Where a shape came from is no part of the form. */
function withOrigin(before: RegistrationRecord, { name, mappingExpression, properties }: ManifestParamObject) {
  const own = before.objects.find((one) => one.name === name);
  const { packageName = null, source = null, latestSource = null } = own ?? {};
  return { name, mappingExpression, packageName, source, latestSource, properties };
}

function takeInterfaces(
  before: RegistrationRecord,
  wanted: readonly WantedInterface[],
  offer: Offer,
): RegisteredInterface[] | Problem {
  const taken: RegisteredInterface[] = [];
  for (const one of wanted) {
    const source = sourceOf(before, one, offer);
    const name = serviceName(before.packageName, before.pluginName, before.name, one.action);
    if (!source) return toProblem(sayService('SERVICE_NOT_FOUND', { id: name }));
    const next = takeInterface(source, one, name);
    if ('code' in next) return next;
    taken.push(next);
  }
  return [...taken, ...before.interfaces.filter((one) => !named(taken, one) && isDeclared(before, one, offer))];
}

/** The interface that is changed or copied: one of the registration's own, else one that the package offers. */
function sourceOf(before: RegistrationRecord, { action, copyOf }: WantedInterface, offer: Offer) {
  const name = copyOf || action;
  const own = before.interfaces.find((one) => one.action === name);
  const offered = offer.filter(({ pluginName }) => pluginName === before.pluginName);
  return own ?? offered.flatMap(({ interfaces }) => interfaces).find((one) => one.action === name);
}

const named = (taken: readonly RegisteredInterface[], { action }: RegisteredInterface) =>
  taken.some((one) => one.action === action);

function isDeclared(before: RegistrationRecord, one: RegisteredInterface, offer: Offer): boolean {
  if (before.origin !== 'MANIFEST') return false;
  const own = offer.find((other) => isSameRegistration(other, before));
  return own !== undefined && offeredFor(before, one, [own])?.action === one.action;
}

function takeInterface(
  source: RegisteredInterface,
  wanted: WantedInterface,
  service: string,
): RegisteredInterface | Problem {
  const inputs = takeParameters(source.inputs, wanted.inputs ?? [], service);
  if ('code' in inputs) return inputs;
  const outputs = takeParameters(source.outputs, wanted.outputs ?? [], service);
  if ('code' in outputs) return outputs;
  const idempotency = wanted.idempotency ?? source.idempotency;
  return {
    ...{ ...source, action: wanted.action.trim(), inputs, outputs, idempotency },
    idempotencyChosen: source.idempotencyChosen || idempotency !== source.idempotency,
    filterRule: (wanted.filterRule ?? source.filterRule).trim(),
    switchedOff: wanted.switchedOff ?? source.switchedOff,
  };
}

function takeParameters(
  before: readonly ServiceParameter[],
  wanted: readonly WantedParameter[],
  service: string,
): ServiceParameter[] | Problem {
  const stranger = wanted.find(({ name }) => before.every((one) => one.name !== name));
  if (stranger) return toProblem(sayService('MAPPING_PARAMETER_UNKNOWN', { service, parameter: stranger.name }));
  return before.map((one) => {
    const next = wanted.find(({ name }) => name === one.name);
    return next ? takeMapping(one, next) : one;
  });
}

/** Keeps only what the mapping reads, so that no forgotten expression comes back with the next choice. */
function takeMapping(before: ServiceParameter, wanted: WantedParameter): ServiceParameter {
  const mappingType = wanted.mappingType ?? before.mappingType;
  const given = <Part extends keyof Mapping>(part: Part): Mapping[Part] =>
    wanted[part] === undefined ? before[part] : (wanted[part] as Mapping[Part]);
  const text = (part: 'mappingValue' | 'mappingEntityExpression' | 'mappingSystemVariableName' | 'refObjectName') =>
    given(part) || null;
  const reads = mappingType === 'entity' || mappingType === 'assign' || mappingType === 'object';
  return {
    ...{ ...before, mappingType, refObjectName: text('refObjectName') },
    mappingValue: mappingType === 'constant' || mappingType === 'assign' ? text('mappingValue') : null,
    mappingEntityExpression: reads ? text('mappingEntityExpression') : null,
    mappingSystemVariableName: mappingType === 'system_variable' ? text('mappingSystemVariableName') : null,
    required: wanted.required ?? before.required,
    sensitive: wanted.sensitive ?? before.sensitive,
    multiple: wanted.multiple ?? before.multiple,
  };
}
