import { can, type Problem, requireAction, type Said, type Session, toProblem } from '@wecube/kit';
import type { CoreTransaction } from '@wecube/prisma';
import type { PackageRecord } from '../../packages/index.ts';
import { registrationsOf, writeRegistration } from '../data/registrations.ts';
import { findSnapshot } from '../data/snapshots.ts';
import { decisionsOf } from '../domain/decisions.ts';
import { type ReadFile, readFile } from '../domain/read-file.ts';
import { DECISIONS } from '../domain/registration.ts';
import { sayService } from '../domain/texts.ts';
import type { VariableChange } from '../ports.ts';
import { changedMeanwhile } from './change-registration.ts';
import { Refusal, type ServiceDependencies } from './dependencies.ts';
import { type ImportStep, planImport } from './plan-import.ts';
import { publishRegistration } from './publish-change.ts';
import { callableServices, refuseUsed } from './refuse-used.ts';

export type ImportInput = { packageName: string; content: string; dryRun: boolean };
export type InheritInput = { packageName: string; version: string; dryRun: boolean };

/** What an import did, or would do; with problems it did nothing. */
export type ImportOutcome = {
  applied: boolean;
  steps: readonly ImportStep[];
  /** Registrations that the file does not speak of; they stay as they are. */
  untouched: readonly string[];
  variables: readonly VariableChange[];
  notes: readonly Said[];
  problems: readonly Problem[];
};

/** Takes a file over, all of it in one transaction; a dry run tells what that would do. */
export function createRegistrationImporter(deps: ServiceDependencies) {
  return async ({ packageName, content, dryRun }: ImportInput, session: Session): Promise<ImportOutcome> => {
    requireAction(session, 'service:manage');
    return takeOver(deps, { packageName, dryRun, read: readFile(content), how: 'imported' }, session);
  };
}

/** Takes over what was set up for a former version of the package. */
export function createRegistrationInheritor(deps: ServiceDependencies) {
  return async ({ packageName, version, dryRun }: InheritInput, session: Session): Promise<ImportOutcome> => {
    requireAction(session, 'service:manage');
    const content = await findSnapshot(deps.database.client, packageName, version);
    if (content === null)
      return nothing(toProblem(sayService('SNAPSHOT_NOT_FOUND', { package: packageName, version }), ['version']));
    const how = `inherited from ${version}`;
    return takeOver(deps, { packageName, dryRun, read: readFile(content), how }, session);
  };
}

type Taking = { packageName: string; dryRun: boolean; read: ReadFile; how: string };

async function takeOver(deps: ServiceDependencies, taking: Taking, session: Session): Promise<ImportOutcome> {
  const { packageName, read } = taking;
  if (!read.ok) return nothing(toProblem(sayService('IMPORT_UNREADABLE', { reason: read.fault }), ['content']));
  const other = read.file.packageName;
  if (other !== packageName)
    return nothing(toProblem(sayService('IMPORT_OTHER_PACKAGE', { package: packageName, other }), ['content']));
  const pack = await deps.packages.activePackage(packageName);
  if (!pack)
    return nothing(toProblem(sayService('PACKAGE_NOT_ACTIVE.services', { package: packageName }), ['packageName']));
  const stored = await registrationsOf(deps.database.client, packageName, 'all');
  const plan = await planImport(deps, read, pack, stored, session);
  const { wanted, notes } = takenVariables(read.file, session);
  const variables = await deps.variables.plan(packageName, wanted);
  const outcome = { ...plan, variables, notes: [...plan.notes, ...notes], problems: [] };
  if (taking.dryRun) return { ...outcome, applied: false };
  const problems = await apply(deps, { pack, steps: plan.steps, wanted, how: taking.how }, session);
  return problems.length > 0 ? { ...outcome, applied: false, problems } : { ...outcome, applied: true };
}

type File = Extract<ReadFile, { ok: true }>['file'];

/** Only the package's own variables, and only for who may set variables. */
function takenVariables({ packageName, systemParameters }: File, session: Session) {
  if (systemParameters.length === 0) return { wanted: [], notes: [] };
  if (!can(session, 'variable:manage'))
    return { wanted: [], notes: [sayService('IMPORT_VARIABLES_LEFT', { action: 'variable:manage' })] };
  const isOwn = (one: { packageName: string | null }) => !one.packageName || one.packageName === packageName;
  const notes = systemParameters
    .filter((one) => !isOwn(one))
    .map(({ name, packageName: other }) => sayService('IMPORT_VARIABLE_FOREIGN', { name, other }));
  return { wanted: systemParameters.filter(isOwn), notes };
}

type Applying = { pack: PackageRecord; steps: readonly ImportStep[]; wanted: File['systemParameters']; how: string };

async function apply(deps: ServiceDependencies, applying: Applying, session: Session): Promise<readonly Problem[]> {
  const { pack, steps, wanted, how } = applying;
  const changing = steps.filter(({ change }) => change === 'ADDED' || change === 'CHANGED');
  try {
    const { ids, publishVariables } = await deps.database.transaction(async (tx) => {
      const callable = await callableServices(tx, pack.name);
      const written: string[] = [];
      for (const step of changing) written.push(await writeStep(deps, tx, pack, step, session));
      await refuseUsed(deps, tx, pack.name, callable);
      const tell = await deps.variables.take(tx, pack.name, wanted, session);
      const detail = {
        how,
        version: pack.version,
        registrations: changing.map(({ title, change }) => [title, change]),
      };
      await deps.audit.record(tx, { session, action: 'service:manage', subject: pack.id, outcome: 'DONE', detail });
      return { ids: written, publishVariables: tell };
    });
    publishVariables();
    for (const id of ids) publishRegistration(deps, { id, rowVersion: 0 });
    return [];
  } catch (error) {
    if (error instanceof Refusal) return error.problems;
    throw error;
  }
}

async function writeStep(
  deps: ServiceDependencies,
  tx: CoreTransaction,
  pack: PackageRecord,
  { stored, content, blocked, title }: ImportStep,
  session: Session,
): Promise<string> {
  if (!content) throw new Error(`${title} has nothing to write`);
  const writing = {
    ...{ packageName: pack.name, packageId: pack.id, blocked, at: new Date(deps.clock.now()), by: session.name },
    origin: stored?.origin ?? ('PERSON' as const),
    chosen: stored ? decisionsOf(stored, content) : DECISIONS,
  };
  const id = await writeRegistration(tx, content, { ...writing, others: 'DELETED' }, stored);
  if (!id) throw new Refusal(changedMeanwhile({ title }));
  return id;
}

const nothing = (problem: Problem): ImportOutcome => ({
  ...{ applied: false, steps: [], untouched: [], variables: [], notes: [], problems: [problem] },
});
