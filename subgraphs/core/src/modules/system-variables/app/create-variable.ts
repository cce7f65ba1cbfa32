import { requireAction, type Session, toProblem } from '@wecube/kit';
import { isUniqueViolation } from '@wecube/prisma';
import { looksSecret } from '../../packages/index.ts';
import { checkVariable } from '../domain/check-variable.ts';
import { PERSON_SOURCE } from '../domain/system-variable.ts';
import { sayVariable } from '../domain/texts.ts';
import { refused, type VariableDependencies, type VariableOutcome } from './dependencies.ts';
import { publishVariable } from './publish-change.ts';

export type NewVariable = {
  name: string;
  packageName?: string | null;
  scope?: string | null;
  value?: string | null;
  defaultValue?: string | null;
  secret?: boolean | null;
  active?: boolean | null;
};

/** Makes a variable of a person; its name says whether it is secret unless the person does. */
export function createCreateVariable(dependencies: VariableDependencies) {
  const { database, repository, clock, audit, pubSub } = dependencies;
  return async (wanted: NewVariable, session: Session): Promise<VariableOutcome> => {
    requireAction(session, 'variable:manage');
    const problems = checkVariable(wanted);
    if (problems.length > 0) return refused(...problems);
    const at = new Date(clock.now());
    try {
      const variable = await database.transaction(async (tx) => {
        const made = await repository.insert(tx, complete(wanted), { at, by: session.name });
        const detail = { variable: made.name, packageName: made.packageName, scope: made.scope, secret: made.secret };
        await audit.record(tx, { session, action: 'variable:manage', subject: made.id, outcome: 'DONE', detail });
        return made;
      });
      publishVariable({ pubSub, at }, 'CREATED', variable);
      return { variable, problems: [] };
    } catch (error) {
      if (isUniqueViolation(error)) return refused(exists(wanted));
      throw error;
    }
  };
}

const complete = ({ name, packageName, scope, value, defaultValue, secret, active }: NewVariable) => ({
  ...{ name, packageName: packageName ?? '', source: PERSON_SOURCE },
  scope: scope || 'global',
  value: value || null,
  defaultValue: defaultValue || null,
  secret: secret ?? looksSecret(name),
  active: active ?? true,
});

function exists({ name: variable, packageName }: NewVariable) {
  const said = packageName
    ? sayVariable('VARIABLE_EXISTS', { variable, package: packageName })
    : sayVariable('VARIABLE_EXISTS.platform', { variable });
  return toProblem(said, ['name']);
}
