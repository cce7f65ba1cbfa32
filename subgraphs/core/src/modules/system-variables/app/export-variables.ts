import { requireAction, type Session } from '@wecube/kit';
import type { ExportedVariable } from '../domain/exported-variable.ts';
import type { VariableDependencies } from './dependencies.ts';

/** All variables as a file: what is secret goes by name only, since files are passed around. */
export function createExportVariables({ database, repository }: VariableDependencies) {
  return async (session: Session): Promise<{ systemVariables: ExportedVariable[] }> => {
    requireAction(session, 'variable:manage');
    const variables = await repository.list(database.client);
    return {
      systemVariables: variables.map(({ packageName, name, scope, secret, active, value, defaultValue }) => ({
        ...{ packageName, name, scope, secret, active },
        ...(secret ? {} : { value, defaultValue }),
      })),
    };
  };
}
