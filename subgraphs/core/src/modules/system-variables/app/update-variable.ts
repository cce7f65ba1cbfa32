import { type Problem, requireAction, type Session, toProblem } from '@wecube/kit';
import type { VariableContent } from '../data/system-variables.ts';
import { checkVariable } from '../domain/check-variable.ts';
import { PERSON_SOURCE, type SystemVariable } from '../domain/system-variable.ts';
import { sayVariable } from '../domain/texts.ts';
import { refused, type VariableDependencies, type VariableOutcome } from './dependencies.ts';
import { publishVariable } from './publish-change.ts';

export type VariableChange = {
  id: string;
  /** The one the person saw. */
  rowVersion: number;
  /** `null` or empty takes the value away, so that the default is used; absent leaves it. */
  value?: string | null;
  defaultValue?: string | null;
  scope?: string | null;
  secret?: boolean | null;
  active?: boolean | null;
};

/**
 * Changes a variable. Of one that a package or the platform declares, the scope and the default are the declaration's:
 * a person sets its value, its secrecy and whether it is seen.
 */
export function createUpdateVariable(dependencies: VariableDependencies) {
  const { database, repository, clock, audit, pubSub } = dependencies;
  return async (change: VariableChange, session: Session): Promise<VariableOutcome> => {
    requireAction(session, 'variable:manage');
    const before = await repository.find(database.client, change.id);
    if (!before) return refused(toProblem(sayVariable('VARIABLE_NOT_FOUND', { id: change.id }), ['id']));
    const problems = [...checkVariable(change), ...wouldShow(before, change)];
    if (problems.length > 0) return refused(...problems);
    const at = new Date(clock.now());
    const after = apply(before, change);
    const variable = await database.transaction(async (tx) => {
      if (!(await repository.update(tx, change, after, { at, by: session.name }))) return null;
      const detail = { variable: before.name, packageName: before.packageName, changed: changedFields(before, after) };
      await audit.record(tx, { session, action: 'variable:manage', subject: before.id, outcome: 'DONE', detail });
      return repository.find(tx, before.id);
    });
    if (!variable)
      return refused(toProblem(sayVariable('VARIABLE_CHANGED', { variable: before.name }), ['rowVersion']));
    publishVariable({ pubSub, at }, 'UPDATED', variable);
    return { variable, problems: [] };
  };
}

function apply(before: SystemVariable, change: VariableChange): VariableContent {
  const own = before.source === PERSON_SOURCE;
  return {
    value: change.value === undefined ? before.value : change.value || null,
    defaultValue: own && change.defaultValue !== undefined ? change.defaultValue || null : before.defaultValue,
    scope: (own && change.scope) || before.scope,
    secret: change.secret ?? before.secret,
    active: change.active ?? before.active,
  };
}

// Only what was given with this change, or is nothing, may come out of the box.
function wouldShow(before: SystemVariable, { secret, value, defaultValue }: VariableChange): Problem[] {
  if (!before.secret || secret !== false) return [];
  const shown = [
    before.value && value === undefined,
    before.source === PERSON_SOURCE && before.defaultValue && defaultValue === undefined,
  ];
  return shown.some(Boolean)
    ? [toProblem(sayVariable('VARIABLE_STAYS_SECRET', { variable: before.name }), ['secret'])]
    : [];
}

const FIELDS = ['value', 'defaultValue', 'scope', 'secret', 'active'] as const;
const changedFields = (before: VariableContent, after: VariableContent) =>
  FIELDS.filter((field) => before[field] !== after[field]);
