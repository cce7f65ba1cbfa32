import type { Said, Session } from '@wecube/kit';
import { serviceName } from '@wecube/plugin-adapters/contract';
import type { PackageRecord } from '../../packages/index.ts';
import { mayManage } from '../domain/access.ts';
import { checkShape } from '../domain/check-shape.ts';
import { changedAspects } from '../domain/decisions.ts';
import { declaredRegistrations } from '../domain/declared-registrations.ts';
import { blockedActions, type Finding } from '../domain/finding.ts';
import { completed, type Lost, markEdited, type Offer, offeredFor } from '../domain/rebase.ts';
import {
  isSameRegistration,
  type RegistrationContent,
  type RegistrationRecord,
  registrationTitle,
} from '../domain/registration.ts';
import type { RegistrationFile } from '../domain/registration-file.ts';
import { sayService } from '../domain/texts.ts';
import type { ServiceDependencies } from './dependencies.ts';
import { findFindings } from './find-findings.ts';

export type ImportChange = 'ADDED' | 'CHANGED' | 'UNCHANGED' | 'LEFT_OUT';

/** What an import does to one registration; `content` is what is written, null when nothing is. */
export type ImportStep = {
  title: string;
  change: ImportChange;
  /** Aspects and actions that change. */
  changed: string[];
  notes: Said[];
  stored: RegistrationRecord | null;
  content: RegistrationContent | null;
  blocked: ReadonlySet<string>;
};

export type ImportPlan = { steps: ImportStep[]; untouched: string[]; notes: Said[] };

export type ImportSource = { file: RegistrationFile; saysIdempotency: boolean };

/** Compares a file with what the active version of the package offers and with what is there. */
export async function planImport(
  deps: ServiceDependencies,
  { file, saysIdempotency }: ImportSource,
  pack: PackageRecord,
  stored: readonly RegistrationRecord[],
  session: Session,
): Promise<ImportPlan> {
  const offer = declaredRegistrations(pack.manifest);
  const steps: ImportStep[] = [];
  for (const wanted of file.registrations) {
    const before = stored.find((one) => isSameRegistration(one, wanted)) ?? null;
    steps.push(await planStep({ deps, pack, offer, before, session, saysIdempotency }, wanted));
  }
  const named = new Set(steps.map(({ title }) => title));
  const untouched = stored.filter(({ retired, title }) => !retired && !named.has(title)).map(({ title }) => title);
  return { steps, untouched, notes: await roleNotes(deps, steps) };
}

type Situation = {
  deps: ServiceDependencies;
  pack: PackageRecord;
  offer: Offer;
  before: RegistrationRecord | null;
  session: Session;
  saysIdempotency: boolean;
};

async function planStep(situation: Situation, wanted: RegistrationContent): Promise<ImportStep> {
  const { deps, pack, offer, before, session } = situation;
  const title = registrationTitle(pack.name, wanted);
  const left = (...notes: Said[]): ImportStep => ({
    ...{ title, change: 'LEFT_OUT', changed: [], notes, stored: before, content: null, blocked: new Set() },
  });
  if (before && !before.retired && !mayManage(session, before.roles)) return left(notYours(before));
  const { name, version } = pack;
  if (offer.every(({ pluginName }) => pluginName !== wanted.pluginName))
    return left(sayService('IMPORT_PLUGIN_MISSING', { registration: title, package: name, version }));
  const { content: offered, notes } = onlyOffered(situation, wanted);
  if (offered.interfaces.length === 0) return left(...notes);
  const wrong = checkShape(name, offered, offer).filter(({ code }) => UNUSABLE.has(code));
  if (wrong.length > 0) return left(...notes, ...wrong.map(asSaid));
  const { content: whole, added } = completed(offered, offer);
  const content = markEdited(withDecisions(situation, whole), offer);
  const findings = await findFindings(deps, name, content, offer);
  const actions = content.interfaces.map(({ action }) => action);
  const blocked = blockedActions(findings, actions);
  const changed = before && !before.retired ? changedAspects(sorted(before), sorted(content)) : [];
  notes.push(...undeclared(situation, content), ...addedNotes(situation, content, added));
  notes.push(...notCallable(title, content, findings, blocked));
  const change = !before || before.retired ? 'ADDED' : changed.length > 0 ? 'CHANGED' : 'UNCHANGED';
  return { title, change, changed, notes, stored: before, content, blocked };
}

/** Names that cannot be part of the key of a service. */
const UNUSABLE = new Set(['REGISTRATION_NAME_INVALID', 'SERVICE_ACTION_INVALID', 'SERVICE_ACTION_REPEATED']);

const asSaid = ({ code, message, parameters, remedy }: Finding): Said => ({
  ...{ code, message, parameters },
  ...(remedy !== undefined && { remedy }),
});

function onlyOffered({ pack, offer }: Situation, wanted: RegistrationContent) {
  const isOffered = (one: RegistrationContent['interfaces'][number]) => offeredFor(wanted, one, offer) !== null;
  const facts = { package: pack.name, version: pack.version };
  const notes = wanted.interfaces
    .filter((one) => !isOffered(one))
    .map(({ action, path }) => {
      const service = serviceName(pack.name, wanted.pluginName, wanted.name, action);
      return sayService('IMPORT_INTERFACE_MISSING', { ...facts, service, path });
    });
  return { content: { ...wanted, interfaces: wanted.interfaces.filter(isOffered) }, notes };
}

/** What the file does not speak of stays as it is: the switch of one service, and its idempotency in a file of WeCube. */
function withDecisions({ before, offer, saysIdempotency }: Situation, content: RegistrationContent) {
  const interfaces = content.interfaces.map((one) => {
    const own = before?.interfaces.find(({ action }) => action === one.action);
    const offered = offeredFor(content, one, offer);
    if (saysIdempotency) return { ...one, idempotencyChosen: one.idempotency !== offered?.idempotency };
    const isSaid = one.idempotency !== 'UNSAFE';
    const idempotency = isSaid ? one.idempotency : (own?.idempotency ?? offered?.idempotency ?? 'UNSAFE');
    const idempotencyChosen = isSaid ? idempotency !== offered?.idempotency : (own?.idempotencyChosen ?? false);
    return { ...one, idempotency, idempotencyChosen, switchedOff: own?.switchedOff ?? false };
  });
  return { ...content, interfaces };
}

/** The order of interfaces says nothing. */
const sorted = <Content extends RegistrationContent>(content: Content): Content => ({
  ...content,
  interfaces: [...content.interfaces].sort((a, b) => (a.action < b.action ? -1 : 1)),
});

function undeclared({ pack, offer }: Situation, content: RegistrationContent): Said[] {
  return content.interfaces.flatMap((one) => {
    const declared = offeredFor(content, one, offer)?.inputs.map(({ name }) => name) ?? [];
    const parameters = one.inputs.map(({ name }) => name).filter((name) => !declared.includes(name));
    if (parameters.length === 0) return [];
    const service = serviceName(pack.name, content.pluginName, content.name, one.action);
    const facts = { service, parameters, package: pack.name, version: pack.version };
    return [sayService('IMPORT_PARAMETERS_UNDECLARED', facts)];
  });
}

function addedNotes({ pack }: Situation, content: RegistrationContent, added: readonly Lost[]): Said[] {
  const actions = [...new Set(added.map(({ action }) => action))];
  return actions.map((action) => {
    const parameters = added.flatMap((one) => (one.action === action && one.parameter ? [one.parameter] : []));
    const service = serviceName(pack.name, content.pluginName, content.name, action);
    return sayService('IMPORT_PARAMETERS_ADDED', { service, parameters, version: `${pack.name} ${pack.version}` });
  });
}

function notCallable(
  registration: string,
  { status, interfaces }: RegistrationContent,
  findings: readonly Finding[],
  blocked: ReadonlySet<string>,
): Said[] {
  const services = interfaces.filter(({ action, switchedOff }) => blocked.has(action) && !switchedOff);
  const first = findings.find(({ level }) => level === 'ERROR');
  if (status !== 'ENABLED' || services.length === 0 || !first) return [];
  const facts = { registration, services: services.map(({ action }) => action), reason: asSaid(first) };
  return [sayService('IMPORT_NOT_CALLABLE', facts)];
}

const notYours = ({ title, roles }: RegistrationRecord) => {
  const managing = roles.filter(({ permission }) => permission === 'MGMT').map(({ role }) => role);
  return sayService('REGISTRATION_NOT_YOURS', { registration: title, roles: managing });
};

async function roleNotes({ roles }: ServiceDependencies, steps: readonly ImportStep[]): Promise<Said[]> {
  const wanted = new Map<string, string[]>();
  for (const { title, content } of steps)
    for (const { role } of content?.roles ?? []) wanted.set(role, [...new Set([...(wanted.get(role) ?? []), title])]);
  if (wanted.size === 0) return [];
  const known = await roles.all();
  if (!known) return [sayService('IMPORT_ROLES_UNCHECKED', { roles: [...wanted.keys()] })];
  return [...wanted]
    .filter(([role]) => !known.includes(role))
    .map(([role, registrations]) => sayService('IMPORT_ROLE_MISSING', { role, registrations }));
}
