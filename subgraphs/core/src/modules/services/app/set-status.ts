import type { Session } from '@wecube/kit';
import { changeRegistration, type SeenRegistration } from './change-registration.ts';
import type { ServiceDependencies } from './dependencies.ts';

/** Enables a registration, every one of its services that is not switched off, or disables it. */
export function createStatusSetter(deps: ServiceDependencies) {
  return ({ enabled, ...seen }: SeenRegistration & { enabled: boolean }, session: Session) =>
    changeRegistration(deps, seen, session, (before) =>
      enabled
        ? { content: { ...before, status: 'ENABLED' }, mustWork: 'ALL' }
        : { content: { ...before, status: 'DISABLED' } },
    );
}
