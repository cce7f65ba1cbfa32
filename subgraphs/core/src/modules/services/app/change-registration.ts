import { type Problem, requireAction, type Session, toProblem } from '@wecube/kit';
import { findRegistration, writeRegistration } from '../data/registrations.ts';
import { mayManage, mayUse } from '../domain/access.ts';
import { checkShape } from '../domain/check-shape.ts';
import { changedAspects, decisionsOf } from '../domain/decisions.ts';
import { declaredRegistrations } from '../domain/declared-registrations.ts';
import { blockedActions, type Finding } from '../domain/finding.ts';
import { markEdited, type Offer } from '../domain/rebase.ts';
import type { RegistrationContent, RegistrationRecord } from '../domain/registration.ts';
import { sayService } from '../domain/texts.ts';
import { Refusal, type RegistrationOutcome, refused, type ServiceDependencies } from './dependencies.ts';
import { findFindings } from './find-findings.ts';
import { publishRegistration } from './publish-change.ts';
import { callableServices, refuseUsed } from './refuse-used.ts';

/** `rowVersion` is that of what the person looked at. */
export type SeenRegistration = { id: string; rowVersion: number };

/** `mustWork`: actions that the person asked to be callable; `ALL` when it is the whole registration. */
export type WantedContent = { content: RegistrationContent; mustWork?: 'ALL' | readonly string[] };

/**
 * Changes a registration, or says why not: it is gone, not the person's, was changed by another, has mistakes, or would
 * take a service from a deployed orchestration.
 */
export async function changeRegistration(
  deps: ServiceDependencies,
  seen: SeenRegistration,
  session: Session,
  change: (before: RegistrationRecord, offer: Offer) => WantedContent | Problem,
): Promise<RegistrationOutcome> {
  const before = await ownRegistration(deps, seen, session);
  if ('code' in before) return refused(before);
  const pack = await deps.packages.activePackage(before.packageName);
  if (!pack) return refused(toProblem(sayService('PACKAGE_NOT_ACTIVE.services', { package: before.packageName })));
  const offer = declaredRegistrations(pack.manifest);
  const wanted = change(before, offer);
  if ('code' in wanted) return refused(wanted);
  const content = markEdited(wanted.content, offer);
  if (!mayManage(session, content.roles)) return refused(lockedOut(before, content));
  const findings = await findFindings(deps, before.packageName, content, offer);
  const problems = standingInTheWay(before, content, findings, offer, wanted.mustWork);
  if (problems.length > 0) return refused(...problems);
  return write(deps, before, { content, findings, packageId: pack.id }, session);
}

/** The registration, if it is there, the person may change it, and nobody did since the person looked. */
export async function ownRegistration(
  deps: ServiceDependencies,
  { id, rowVersion }: SeenRegistration,
  session: Session,
): Promise<RegistrationRecord | Problem> {
  requireAction(session, 'service:manage');
  const found = await findRegistration(deps.database.client, id);
  if (!found || !mayUse(session, found.roles)) return toProblem(sayService('REGISTRATION_NOT_FOUND', { id }), ['id']);
  if (!mayManage(session, found.roles)) return notYours(found);
  return found.rowVersion === rowVersion ? found : changedMeanwhile(found);
}

/** Mistakes of the form are refused always; the others where they would break what works or is asked to. */
function standingInTheWay(
  before: RegistrationRecord,
  content: RegistrationContent,
  findings: readonly Finding[],
  offer: Offer,
  mustWork: WantedContent['mustWork'],
): Problem[] {
  const shape = new Set(checkShape(before.packageName, content, offer).map(({ code }) => code));
  shape.delete('REGISTRATION_EMPTY');
  const errors = findings.filter(({ level }) => level === 'ERROR');
  const asked = (action: string | null) => action === null || mustWork === 'ALL' || mustWork?.includes(action);
  const matters = errors.filter(({ code, action }) => shape.has(code) || (mustWork && asked(action)));
  return matters.map(({ level: _, action: __, parameter: ___, ...said }) => toProblem(said));
}

async function write(
  deps: ServiceDependencies,
  before: RegistrationRecord,
  after: { content: RegistrationContent; findings: readonly Finding[]; packageId: string },
  session: Session,
): Promise<RegistrationOutcome> {
  const { content, findings, packageId } = after;
  const { id, packageName, origin } = before;
  const blocked = blockedActions(
    findings,
    content.interfaces.map(({ action }) => action),
  );
  const chosen = decisionsOf(before, content);
  const at = new Date(deps.clock.now());
  try {
    const registration = await deps.database.transaction(async (tx) => {
      const callable = await callableServices(tx, packageName, [id]);
      const writing = { packageId, packageName, origin, chosen, blocked, at, by: session.name };
      if (!(await writeRegistration(tx, content, { ...writing, others: 'DELETED' }, before)))
        throw new Refusal(changedMeanwhile(before));
      await refuseUsed(deps, tx, packageName, callable);
      const detail = { registration: before.title, status: content.status, changed: changedAspects(before, content) };
      await deps.audit.record(tx, { session, action: 'service:manage', subject: id, outcome: 'DONE', detail });
      return findRegistration(tx, id);
    });
    publishRegistration(deps, { id, rowVersion: before.rowVersion + 1 });
    return { registration, problems: [] };
  } catch (error) {
    if (error instanceof Refusal) return refused(...error.problems);
    throw error;
  }
}

const rolesOf = ({ roles }: Pick<RegistrationContent, 'roles'>) =>
  roles.filter(({ permission }) => permission === 'MGMT').map(({ role }) => role);

const notYours = (found: RegistrationRecord) =>
  toProblem(sayService('REGISTRATION_NOT_YOURS', { registration: found.title, roles: rolesOf(found) }));

const lockedOut = ({ title }: RegistrationRecord, content: RegistrationContent) =>
  toProblem(sayService('REGISTRATION_LOCKED_OUT', { registration: title, roles: rolesOf(content) }), ['roles']);

export const changedMeanwhile = ({ title }: Pick<RegistrationRecord, 'title'>): Problem =>
  toProblem(sayService('SERVICE_CHANGED', { service: title }), ['rowVersion']);
