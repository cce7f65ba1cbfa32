import type { Session } from '@wecube/kit';
import { MOVES } from '../domain/status.ts';
import type { DefinitionOutcome } from './change-definition.ts';
import { changeStatus, type DefinitionActionInput, type StatusDeps } from './change-status.ts';

/** Disables a deployed version: no new runs of it, those under way go on. */
export function createDefinitionDisabler(deps: StatusDeps) {
  return (input: DefinitionActionInput, session: Session): Promise<DefinitionOutcome> =>
    changeStatus(deps, input, session, MOVES.disable, 'DEFINITION_DISABLED');
}
