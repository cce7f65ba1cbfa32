import type { Session } from '@wecube/kit';
import { MOVES } from '../domain/status.ts';
import type { DefinitionOutcome } from './change-definition.ts';
import { changeStatus, type DefinitionActionInput, type StatusDeps } from './change-status.ts';

/** Enables a disabled version again, if it is still valid: services and models may have changed since. */
export function createDefinitionEnabler(deps: StatusDeps) {
  return (input: DefinitionActionInput, session: Session): Promise<DefinitionOutcome> =>
    changeStatus(deps, input, session, MOVES.enable, 'DEFINITION_ENABLED');
}
