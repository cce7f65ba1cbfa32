import {
  isSameRegistration,
  type RegisteredInterface,
  type RegistrationContent,
  type RegistrationRecord,
} from './registration.ts';
import type { ServiceParameter } from './service.ts';

/** What of a registration a version of its package has no place for. */
export type Lost = { action: string; parameter: string | null };
type Rebased = { content: RegistrationContent | null; lost: Lost[] };

/** What one version of a package offers; the interfaces of its plugins, whatever they are registered for. */
export type Offer = readonly RegistrationContent[];

/**
 * A registration as it is in another version of its package: decisions stay, everything else is the version's own.
 * Null when the version offers nothing of it.
 */
export function rebase(mine: RegistrationRecord, offer: Offer): Rebased {
  const declared = offer.find((one) => isSameRegistration(one, mine));
  if (declared && mine.origin === 'MANIFEST') return rebaseDeclared(mine, declared, offer);
  if (mine.origin === 'MANIFEST') return { content: null, lost: lostDecisions(mine, mine.interfaces) };
  const results = mine.interfaces.map((one) => rebaseInterface(mine, one, offer));
  const interfaces = results.flatMap((one) => one.content ?? []);
  const lost = results.flatMap((one) => one.lost);
  return interfaces.length === 0 ? { content: null, lost } : { content: { ...contentOnly(mine), interfaces }, lost };
}

/** The interface of the version that a registered one stands for: of the same action, else of the same path. */
export function offeredFor(
  { pluginName, name }: Pick<RegistrationContent, 'pluginName' | 'name'>,
  { action, path }: Pick<RegisteredInterface, 'action' | 'path'>,
  offer: Offer,
): RegisteredInterface | null {
  const ofPlugin = offer.filter((one) => one.pluginName === pluginName);
  const ownFirst = [...ofPlugin].sort((a, b) => Number(b.name === name) - Number(a.name === name));
  const all = ownFirst.flatMap(({ interfaces }) => interfaces);
  const samePath = all.filter((one) => one.path === path);
  return samePath.find((one) => one.action === action) ?? samePath[0] ?? null;
}

/** Marks the parameters that are mapped otherwise than the version's own, so that later versions keep them. */
export function markEdited(content: RegistrationContent, offer: Offer): RegistrationContent {
  const interfaces = content.interfaces.map((one) => {
    const offered = offeredFor(content, one, offer);
    return {
      ...one,
      inputs: marked(one.inputs, offered?.inputs ?? []),
      outputs: marked(one.outputs, offered?.outputs ?? []),
    };
  });
  return { ...content, interfaces };
}

function marked(mine: readonly ServiceParameter[], offered: readonly ServiceParameter[]): ServiceParameter[] {
  return mine.map((one) => {
    const other = offered.find(({ name }) => name === one.name);
    return { ...one, edited: !other || !isSameParameter(one, other) };
  });
}

/** Adds the parameters of the version that a file or a form does not speak of. */
export function completed(content: RegistrationContent, offer: Offer): { content: RegistrationContent; added: Lost[] } {
  const added: Lost[] = [];
  const complete = (action: string, mine: ServiceParameter[], offered: readonly ServiceParameter[]) => {
    const missing = offered.filter(({ name }) => mine.every((one) => one.name !== name));
    added.push(...missing.map(({ name }) => ({ action, parameter: name })));
    return [...mine, ...missing];
  };
  const interfaces = content.interfaces.map((one) => {
    const offered = offeredFor(content, one, offer);
    return {
      ...one,
      description: one.description || (offered?.description ?? ''),
      inputs: complete(one.action, one.inputs, offered?.inputs ?? []),
      outputs: complete(one.action, one.outputs, offered?.outputs ?? []),
    };
  });
  return { content: { ...content, interfaces }, added };
}

function rebaseDeclared(mine: RegistrationRecord, declared: RegistrationContent, offer: Offer): Rebased {
  const decided = (what: RegistrationRecord['chosen'][number]) => mine.chosen.includes(what);
  const known = new Map(mine.interfaces.map((one) => [one.action, one]));
  const kept = declared.interfaces.map((theirs) => {
    const before = known.get(theirs.action);
    return before ? mergeInterface(mine, before, theirs) : { content: theirs, lost: [] };
  });
  const own = new Set(declared.interfaces.map(({ action }) => action));
  const copies = mine.interfaces.filter(({ action }) => !own.has(action)).map((one) => rebaseCopy(mine, one, offer));
  const results = [...kept, ...copies];
  const content = {
    ...{ pluginName: mine.pluginName, name: mine.name },
    targetEntity: decided('target') ? mine.targetEntity : declared.targetEntity,
    targetFilter: decided('target') ? mine.targetFilter : declared.targetFilter,
    status: decided('status') ? mine.status : declared.status,
    roles: decided('roles') ? mine.roles : declared.roles,
    objects: decided('objects') ? mine.objects : declared.objects,
    interfaces: results.flatMap((one) => one.content ?? []),
  };
  return { content, lost: results.flatMap((one) => one.lost) };
}

/** An interface beside those the manifest declares: a copy under an action of its own, or one that a version gave up. */
function rebaseCopy(mine: RegistrationRecord, one: RegisteredInterface, offer: Offer) {
  const offered = offeredFor(mine, one, offer);
  return offered ? mergeInterface(mine, one, offered) : { content: null, lost: lostDecisions(mine, [one]) };
}

function rebaseInterface(mine: RegistrationRecord, one: RegisteredInterface, offer: Offer) {
  const offered = offeredFor(mine, one, offer) ?? sameAction(mine, one, offer);
  if (offered) return mergeInterface(mine, one, offered);
  return { content: null, lost: isPresent(mine, one) ? [{ action: one.action, parameter: null }] : [] };
}

/** The path of an interface may change from version to version; its action then tells which it is. */
function sameAction({ pluginName }: RegistrationRecord, { action }: RegisteredInterface, offer: Offer) {
  const all = offer.filter((one) => one.pluginName === pluginName).flatMap(({ interfaces }) => interfaces);
  return all.find((one) => one.action === action) ?? null;
}

function mergeInterface(
  registration: RegistrationRecord,
  mine: RegisteredInterface,
  theirs: RegisteredInterface,
): { content: RegisteredInterface; lost: Lost[] } {
  const { action, switchedOff, idempotencyChosen } = mine;
  const decided = isPresent(registration, mine) ? [...mine.inputs, ...mine.outputs] : [];
  const lost = decided
    .filter((one) => one.edited && !has(theirs.inputs, one) && !has(theirs.outputs, one))
    .map(({ name }) => ({ action, parameter: name }));
  const content = {
    ...{ ...theirs, action, switchedOff, idempotencyChosen },
    idempotency: idempotencyChosen ? mine.idempotency : theirs.idempotency,
    filterRule: mine.filterRule || theirs.filterRule,
    inputs: mergeParameters(mine.inputs, theirs.inputs),
    outputs: mergeParameters(mine.outputs, theirs.outputs),
  };
  return { content, lost };
}

function mergeParameters(mine: readonly ServiceParameter[], theirs: readonly ServiceParameter[]): ServiceParameter[] {
  return theirs.map((one) => {
    const before = mine.find(({ name }) => name === one.name);
    if (!before?.edited) return one;
    const { name, dataType, description } = one;
    return { ...before, name, dataType, description };
  });
}

const has = (parameters: readonly ServiceParameter[], { name }: ServiceParameter) =>
  parameters.some((one) => one.name === name);

/** What was lost to an earlier version is not lost again. */
const isPresent = ({ retired, absent }: RegistrationRecord, { action }: RegisteredInterface) =>
  !retired && !absent.includes(action);

function lostDecisions(registration: RegistrationRecord, interfaces: readonly RegisteredInterface[]): Lost[] {
  const present = interfaces.filter((one) => isPresent(registration, one));
  const decided = present.filter(
    ({ switchedOff, idempotencyChosen, inputs, outputs }) =>
      switchedOff || idempotencyChosen || [...inputs, ...outputs].some(({ edited }) => edited),
  );
  return decided.map(({ action }) => ({ action, parameter: null }));
}

export function isSameParameter(one: ServiceParameter, other: ServiceParameter): boolean {
  const told = ({ edited: _, description: __, ...rest }: ServiceParameter) =>
    JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));
  return told(one) === told(other);
}

function contentOnly(record: RegistrationRecord): RegistrationContent {
  const { pluginName, name, targetEntity, targetFilter, status, roles, objects, interfaces } = record;
  return { pluginName, name, targetEntity, targetFilter, status, roles, objects, interfaces };
}
