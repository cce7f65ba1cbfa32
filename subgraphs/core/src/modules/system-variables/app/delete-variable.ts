import { requireAction, type Session, toProblem } from '@wecube/kit';
import { PERSON_SOURCE, PLATFORM_SOURCE, type SystemVariable } from '../domain/system-variable.ts';
import { sayVariable } from '../domain/texts.ts';
import { refused, type VariableDependencies, type VariableOutcome } from './dependencies.ts';
import { publishVariable } from './publish-change.ts';

/** Deletes a variable that a person made, or one that the active version of its package does not declare any more. */
export function createDeleteVariable(dependencies: VariableDependencies) {
  const { database, repository, clock, audit, pubSub } = dependencies;
  return async (target: { id: string; rowVersion: number }, session: Session): Promise<VariableOutcome> => {
    requireAction(session, 'variable:manage');
    const variable = await repository.find(database.client, target.id);
    if (!variable) return refused(toProblem(sayVariable('VARIABLE_NOT_FOUND', { id: target.id }), ['id']));
    if (isDeclared(variable)) return refused(declared(variable));
    const gone = await database.transaction(async (tx) => {
      if (!(await repository.remove(tx, target))) return false;
      const detail = { variable: variable.name, packageName: variable.packageName, deleted: true };
      await audit.record(tx, { session, action: 'variable:manage', subject: variable.id, outcome: 'DONE', detail });
      return true;
    });
    if (!gone) return refused(toProblem(sayVariable('VARIABLE_CHANGED', { variable: variable.name }), ['rowVersion']));
    publishVariable({ pubSub, at: new Date(clock.now()) }, 'DELETED', variable);
    return { variable, problems: [] };
  };
}

const isDeclared = ({ source, active }: SystemVariable) =>
  source === PLATFORM_SOURCE || (source !== PERSON_SOURCE && active);

function declared({ name: variable, source }: SystemVariable) {
  const said =
    source === PLATFORM_SOURCE
      ? sayVariable('VARIABLE_DECLARED.platform', { variable })
      : sayVariable('VARIABLE_DECLARED', { variable, source: source.replace('__', ' ') });
  return toProblem(said, ['id']);
}
