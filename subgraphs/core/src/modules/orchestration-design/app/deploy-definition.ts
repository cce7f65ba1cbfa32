import type { Session } from '@wecube/kit';
import { MOVES } from '../domain/status.ts';
import type { DefinitionOutcome } from './change-definition.ts';
import { changeStatus, type DefinitionActionInput, type StatusDeps } from './change-status.ts';

/** Deploys a draft without errors; from then on the version never changes. */
export function createDefinitionDeployer(deps: StatusDeps) {
  return (input: DefinitionActionInput, session: Session): Promise<DefinitionOutcome> =>
    changeStatus(deps, input, session, MOVES.deploy, 'DEFINITION_DEPLOYED');
}
