import { type Clock, type Problem, requireAction, type Session, toProblem } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import type { Audit } from '../../audit/index.ts';
import { parseEntityName } from '../../data-model/index.ts';
import { findServiceById, type ServiceUpdate, updateService } from '../data/services.ts';
import { inputsFromTarget, isReadyToEnable, type ServiceRecord } from '../domain/service.ts';
import { sayService } from '../domain/texts.ts';
import type { EntityLookup } from '../ports.ts';

export type UpdateServiceDependencies = { database: CoreDatabase; entities: EntityLookup; audit: Audit; clock: Clock };

type ServiceChange = {
  id: string;
  /** The one the person saw. */
  rowVersion: number;
  enabled?: boolean | null;
  idempotency?: ServiceRecord['idempotency'] | null;
  /** `pkg:entity`; an empty text takes the target away. */
  targetEntity?: string | null;
};

type ServiceResult = { service: ServiceRecord | null; problems: readonly Problem[] };

/** Enables, disables or configures a service; refused when somebody changed it since the person looked. */
export type UpdateService = (change: ServiceChange, session: Session) => Promise<ServiceResult>;

export function createUpdateService(deps: UpdateServiceDependencies): UpdateService {
  return async (change, session) => {
    requireAction(session, 'service:manage');
    const service = await findServiceById(deps.database.client, change.id);
    if (!service) return refused(notFound(change.id));
    const update = toUpdate(change);
    const found = await findProblem(deps, { ...service, ...update });
    if (found) return refused(found);
    const written = await write(deps, change, update, session);
    return written ? { service: written, problems: [] } : refused(changedMeanwhile(service));
  };
}

function toUpdate({ enabled, idempotency, targetEntity }: ServiceChange): ServiceUpdate {
  return {
    ...(enabled != null && { enabled, enabledChosen: true }),
    ...(idempotency != null && { idempotency, idempotencyChosen: true }),
    ...(targetEntity != null && { targetEntity: targetEntity === '' ? null : targetEntity, targetChosen: true }),
  };
}

async function findProblem(deps: UpdateServiceDependencies, wanted: ServiceRecord): Promise<Problem | null> {
  if (wanted.enabled && !isReadyToEnable(wanted)) return needsTargetEntity(wanted);
  if (wanted.targetEntity === null) return null;
  const name = parseEntityName(wanted.targetEntity);
  const entity = name && (await deps.entities.entity(name.packageName, name.name));
  return entity ? null : unknownEntity(wanted.targetEntity);
}

function write(
  deps: UpdateServiceDependencies,
  change: ServiceChange,
  update: ServiceUpdate,
  session: Session,
): Promise<ServiceRecord | null> {
  return deps.database.transaction(async (tx) => {
    if (!(await updateService(tx, change, update, new Date(deps.clock.now())))) return null;
    const { enabled, idempotency, targetEntity } = update;
    const detail = { enabled, idempotency, targetEntity };
    await deps.audit.record(tx, { session, action: 'service:manage', subject: change.id, outcome: 'DONE', detail });
    return findServiceById(tx, change.id);
  });
}

const refused = (found: Problem): ServiceResult => ({ service: null, problems: [found] });

const notFound = (id: string) => toProblem(sayService('SERVICE_NOT_FOUND', { id }), ['id']);

const needsTargetEntity = (service: ServiceRecord) => {
  const inputs = inputsFromTarget(service).map(({ name }) => name);
  return toProblem(sayService('SERVICE_NEEDS_TARGET_ENTITY', { service: service.name, inputs }), ['targetEntity']);
};

const unknownEntity = (entity: string) => toProblem(sayService('ENTITY_NOT_FOUND', { entity }), ['targetEntity']);

const changedMeanwhile = ({ name }: ServiceRecord) =>
  toProblem(sayService('SERVICE_CHANGED', { service: name }), ['rowVersion']);
