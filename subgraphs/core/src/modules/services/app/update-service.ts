import { type Problem, requireAction, type Session, toProblem } from '@wecube/kit';
import { findRegistration } from '../data/registrations.ts';
import { findServiceById } from '../data/services.ts';
import type { RegistrationContent, RegistrationRecord } from '../domain/registration.ts';
import type { ServiceRecord } from '../domain/service.ts';
import { sayService } from '../domain/texts.ts';
import { changeRegistration, type WantedContent } from './change-registration.ts';
import type { ServiceDependencies } from './dependencies.ts';

type ServiceChange = {
  id: string;
  /** The one the person saw. */
  rowVersion: number;
  enabled?: boolean | null;
  idempotency?: ServiceRecord['idempotency'] | null;
  /** `pkg:entity`; an empty text takes the target away. It is that of the whole registration. */
  targetEntity?: string | null;
};

type ServiceResult = { service: ServiceRecord | null; problems: readonly Problem[] };

/** Enables, disables or configures one service; refused when somebody changed it since the person looked. */
export type UpdateService = (change: ServiceChange, session: Session) => Promise<ServiceResult>;

export function createUpdateService(deps: ServiceDependencies): UpdateService {
  const { client } = deps.database;
  return async (change, session) => {
    requireAction(session, 'service:manage');
    const service = await findServiceById(client, change.id);
    const registration = service && (await findRegistration(client, service.registrationId));
    if (!service || !registration)
      return refused(toProblem(sayService('SERVICE_NOT_FOUND', { id: change.id }), ['id']));
    if (service.rowVersion !== change.rowVersion) return refused(changedMeanwhile(service));
    const { id, rowVersion } = registration;
    const { problems } = await changeRegistration(deps, { id, rowVersion }, session, (before) =>
      changed(before, service.action, change),
    );
    if (problems.length > 0) return { service: null, problems };
    return { service: await findServiceById(client, service.id), problems: [] };
  };
}

function changed(before: RegistrationRecord, action: string, change: ServiceChange): WantedContent {
  const content = withService(before, action, ({ idempotency, ...one }) => ({
    ...{ ...one, idempotency: change.idempotency ?? idempotency },
    idempotencyChosen: one.idempotencyChosen || change.idempotency != null,
    switchedOff: change.enabled == null ? one.switchedOff : !change.enabled,
  }));
  if (change.targetEntity != null) content.targetEntity = change.targetEntity || null;
  if (!change.enabled) return { content };
  return { content: before.status === 'ENABLED' ? content : onlyThis(content, action), mustWork: [action] };
}

/** Enabling one service of a disabled registration leaves its others as they were: not callable. */
function onlyThis(content: RegistrationContent, action: string): RegistrationContent {
  const interfaces = content.interfaces.map((one) => (one.action === action ? one : { ...one, switchedOff: true }));
  return { ...content, status: 'ENABLED', interfaces };
}

function withService(
  content: RegistrationContent,
  action: string,
  change: (one: RegistrationContent['interfaces'][number]) => RegistrationContent['interfaces'][number],
): RegistrationContent {
  return { ...content, interfaces: content.interfaces.map((one) => (one.action === action ? change(one) : one)) };
}

const refused = (found: Problem): ServiceResult => ({ service: null, problems: [found] });

const changedMeanwhile = ({ name }: ServiceRecord) =>
  toProblem(sayService('SERVICE_CHANGED', { service: name }), ['rowVersion']);
