import type {
  Idempotency,
  SaveServiceRegistrationInput,
  ServiceInterfaceInput,
  ServicePermission,
} from '../../gql/graphql.ts';

export type DraftParameter = {
  name: string;
  dataType: string;
  description: string;
  required: boolean;
  sensitive: boolean;
  multiple: boolean;
  mappingType: string;
  mappingValue: string;
  mappingEntityExpression: string;
  mappingSystemVariableName: string;
  refObjectName: string;
  edited: boolean;
};
export type DraftInterface = {
  action: string;
  /** Of one that is not saved yet: the action it is made from. */
  copyOf: string | null;
  path: string;
  httpMethod: string;
  isAsync: boolean;
  description: string;
  enabled: boolean;
  filterRule: string;
  idempotency: Idempotency;
  switchedOff: boolean;
  inputs: DraftParameter[];
  outputs: DraftParameter[];
};
export type DraftProperty = {
  name: string;
  dataType: string;
  multiple: boolean;
  sensitive: boolean;
  refObjectName: string;
  mappingType: string;
  mappingExpression: string;
};
export type DraftShape = { name: string; mappingExpression: string; properties: DraftProperty[] };
export type DraftRole = { permission: ServicePermission; role: string };
export type Draft = {
  /** `package:entity{filters}` as one text, as it is written. */
  target: string;
  roles: DraftRole[];
  shapes: DraftShape[];
  interfaces: DraftInterface[];
};

type Nullable<T> = { [Key in keyof T]: T[Key] extends string ? string | null | undefined : T[Key] };
type Parameter = Omit<Nullable<DraftParameter>, 'name' | 'dataType' | 'mappingType' | 'description'> &
  Pick<DraftParameter, 'name' | 'dataType' | 'mappingType' | 'description'>;
type Service = Omit<DraftInterface, 'copyOf' | 'inputs' | 'outputs'> & {
  inputs: readonly Parameter[];
  outputs: readonly Parameter[];
};
type Shape = {
  name: string;
  mappingExpression?: string | null;
  properties: readonly (Omit<DraftProperty, 'refObjectName' | 'mappingExpression'> & {
    refObjectName?: string | null;
    mappingExpression?: string | null;
  })[];
};
type Registration = {
  targetEntity?: string | null;
  targetFilter: string;
  roles: readonly DraftRole[];
  objects: readonly Shape[];
};

/** A registration as the form holds it. */
export function draftOf(registration: Registration, services: readonly Service[]): Draft {
  return {
    target: `${registration.targetEntity ?? ''}${registration.targetFilter}`,
    roles: registration.roles.map(({ permission, role }) => ({ permission, role })),
    shapes: registration.objects.map(({ name, mappingExpression, properties }) => ({
      name,
      mappingExpression: mappingExpression ?? '',
      properties: properties.map((one) => ({
        name: one.name,
        dataType: one.dataType,
        multiple: one.multiple,
        sensitive: one.sensitive,
        refObjectName: one.refObjectName ?? '',
        mappingType: one.mappingType,
        mappingExpression: one.mappingExpression ?? '',
      })),
    })),
    interfaces: services.map(interfaceOf),
  };
}

function interfaceOf(one: Service): DraftInterface {
  return {
    action: one.action,
    copyOf: null,
    path: one.path,
    httpMethod: one.httpMethod,
    isAsync: one.isAsync,
    description: one.description,
    enabled: one.enabled,
    filterRule: one.filterRule,
    idempotency: one.idempotency,
    switchedOff: one.switchedOff,
    inputs: one.inputs.map(parameterOf),
    outputs: one.outputs.map(parameterOf),
  };
}

function parameterOf(one: Parameter): DraftParameter {
  return {
    name: one.name,
    dataType: one.dataType,
    description: one.description,
    required: one.required,
    sensitive: one.sensitive,
    multiple: one.multiple,
    mappingType: one.mappingType,
    mappingValue: one.mappingValue ?? '',
    mappingEntityExpression: one.mappingEntityExpression ?? '',
    mappingSystemVariableName: one.mappingSystemVariableName ?? '',
    refObjectName: one.refObjectName ?? '',
    edited: one.edited,
  };
}

/** The target and its filters, which begin at the first brace. */
export function splitTarget(text: string): { targetEntity: string; targetFilter: string } {
  const brace = text.indexOf('{');
  if (brace < 0) return { targetEntity: text.trim(), targetFilter: '' };
  return { targetEntity: text.slice(0, brace).trim(), targetFilter: text.slice(brace).trim() };
}

/** What is to be saved; only what a person may change is sent. */
export function savingOf(draft: Draft, seen: { id: string; rowVersion: number }): SaveServiceRegistrationInput {
  return {
    id: seen.id,
    rowVersion: seen.rowVersion,
    ...splitTarget(draft.target),
    roles: draft.roles,
    objects: draft.shapes,
    interfaces: draft.interfaces.map(savedInterface),
  };
}

function savedInterface(one: DraftInterface): ServiceInterfaceInput {
  const { action, copyOf, filterRule, idempotency, switchedOff } = one;
  const parameters = (all: readonly DraftParameter[]) =>
    all.map(({ dataType: _type, description: _description, edited: _edited, ...mapping }) => mapping);
  return {
    action: action.trim(),
    copyOf,
    filterRule,
    idempotency,
    switchedOff,
    inputs: parameters(one.inputs),
    outputs: parameters(one.outputs),
  };
}

/** A draft with one interface changed. */
export function withInterface(draft: Draft, action: string, change: Partial<DraftInterface>): Draft {
  return {
    ...draft,
    interfaces: draft.interfaces.map((one) => (one.action === action ? { ...one, ...change } : one)),
  };
}

/** A draft with another interface made from one it has, under the first free action. */
export function withCopy(draft: Draft, action: string): { draft: Draft; action: string } {
  const source = draft.interfaces.find((one) => one.action === action);
  if (!source) return { draft, action };
  const taken = new Set(draft.interfaces.map((one) => one.action));
  let number = 2;
  while (taken.has(`${action}-${number}`)) number += 1;
  const next = `${action}-${number}`;
  const copy = { ...source, action: next, copyOf: source.copyOf ?? action, enabled: false };
  return { draft: { ...draft, interfaces: [...draft.interfaces, copy] }, action: next };
}

/** A draft with a shape renamed, and with it everything that refers to it. */
export function withShapeName(draft: Draft, from: string, to: string): Draft {
  const refer = <Part extends { refObjectName: string }>(part: Part): Part =>
    part.refObjectName === from ? { ...part, refObjectName: to } : part;
  return {
    ...draft,
    shapes: draft.shapes.map((one) => ({
      ...one,
      name: one.name === from ? to : one.name,
      properties: one.properties.map(refer),
    })),
    interfaces: draft.interfaces.map((one) => ({
      ...one,
      inputs: one.inputs.map(refer),
      outputs: one.outputs.map(refer),
    })),
  };
}

export const isSame = (one: Draft, other: Draft): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Shapes that may stand in this one without it standing inside itself. */
export function shapesFor(shapes: readonly DraftShape[], name: string): string[] {
  const reaches = (from: string, seen: readonly string[]): boolean =>
    from === name ||
    (!seen.includes(from) &&
      (shapes.find((one) => one.name === from)?.properties ?? []).some(
        ({ dataType, refObjectName }) => dataType === 'object' && reaches(refObjectName, [...seen, from]),
      ));
  return shapes.map((one) => one.name).filter((one) => !reaches(one, []));
}
