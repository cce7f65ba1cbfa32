import { type Session, toProblem } from '@wecube/kit';
import { deleteRegistration } from '../data/registrations.ts';
import { sayService } from '../domain/texts.ts';
import { changedMeanwhile, ownRegistration, type SeenRegistration } from './change-registration.ts';
import { Refusal, type RegistrationOutcome, refused, type ServiceDependencies } from './dependencies.ts';
import { publishRegistration } from './publish-change.ts';
import { callableServices, refuseUsed } from './refuse-used.ts';

/** Deletes a registration that was made here, with its services; those of a manifest are only ever disabled. */
export function createRegistrationDeleter(deps: ServiceDependencies) {
  return async (seen: SeenRegistration, session: Session): Promise<RegistrationOutcome> => {
    const found = await ownRegistration(deps, seen, session);
    if ('code' in found) return refused(found);
    const { id, title, packageName } = found;
    if (found.origin === 'MANIFEST')
      return refused(toProblem(sayService('REGISTRATION_OF_MANIFEST', { registration: title })));
    try {
      await deps.database.transaction(async (tx) => {
        const callable = await callableServices(tx, packageName, [id]);
        if (!(await deleteRegistration(tx, found))) throw new Refusal(changedMeanwhile(found));
        await refuseUsed(deps, tx, packageName, callable);
        const detail = { registration: title, deleted: true };
        await deps.audit.record(tx, { session, action: 'service:manage', subject: id, outcome: 'DONE', detail });
      });
    } catch (error) {
      if (error instanceof Refusal) return refused(...error.problems);
      throw error;
    }
    publishRegistration(deps, found, 'DELETED');
    return { registration: found, problems: [] };
  };
}
