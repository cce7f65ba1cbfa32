import { type Problem, requireAction, type Session, toProblem } from '@wecube/kit';
import { type ExportedVariable, exportedVariablesSchema } from '../domain/exported-variable.ts';
import type { SystemVariable } from '../domain/system-variable.ts';
import { sayVariable } from '../domain/texts.ts';
import type { createCreateVariable } from './create-variable.ts';
import type { VariableDependencies, VariableOutcome } from './dependencies.ts';
import type { createUpdateVariable } from './update-variable.ts';

type Dependencies = VariableDependencies & {
  create: ReturnType<typeof createCreateVariable>;
  update: ReturnType<typeof createUpdateVariable>;
};

export type ImportOutcome = { created: number; updated: number; unchanged: number; problems: readonly Problem[] };

/** Takes an export over: makes what is missing, sets what differs, deletes nothing. What cannot be taken is told, the rest goes on. */
export function createImportVariables(dependencies: Dependencies) {
  const { database, repository } = dependencies;
  return async (content: string, session: Session): Promise<ImportOutcome> => {
    requireAction(session, 'variable:manage');
    const read = readContent(content);
    if ('problem' in read) return { created: 0, updated: 0, unchanged: 0, problems: [read.problem] };
    const present = new Map((await repository.list(database.client)).map((variable) => [keyOf(variable), variable]));
    const outcome = { created: 0, updated: 0, unchanged: 0, problems: [] as Problem[] };
    for (const wanted of read.variables) {
      const before = present.get(keyOf(wanted));
      if (before && isSame(before, wanted)) outcome.unchanged += 1;
      else {
        const { variable, problems } = before
          ? await dependencies.update(changeOf(before, wanted), session)
          : await dependencies.create(wanted, session);
        count(outcome, before ? 'updated' : 'created', variable, problems);
      }
    }
    return outcome;
  };
}

function readContent(content: string): { variables: ExportedVariable[] } | { problem: Problem } {
  try {
    const parsed = exportedVariablesSchema.safeParse(JSON.parse(content));
    if (parsed.success) return { variables: parsed.data.systemVariables };
    const issue = parsed.error.issues[0];
    return { problem: invalid(`${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim()) };
  } catch (error) {
    return { problem: invalid((error as Error).message) };
  }
}

const invalid = (reason: string) => toProblem(sayVariable('VARIABLE_IMPORT_INVALID', { reason }), ['content']);

const keyOf = ({ packageName, name }: { packageName: string; name: string }) => `${packageName}\n${name}`;

const isSame = (before: SystemVariable, wanted: ExportedVariable) =>
  before.active === wanted.active &&
  before.secret === wanted.secret &&
  (wanted.value === undefined || (wanted.value || null) === before.value);

const changeOf = (
  { id, rowVersion }: SystemVariable,
  { value, secret, active, scope, defaultValue }: ExportedVariable,
) => ({
  ...{ id, rowVersion, secret, active, scope },
  ...(value !== undefined && { value }),
  ...(defaultValue !== undefined && { defaultValue }),
});

function count(
  outcome: { created: number; updated: number; problems: Problem[] },
  kind: 'created' | 'updated',
  variable: VariableOutcome['variable'],
  problems: readonly Problem[],
): void {
  if (variable) outcome[kind] += 1;
  outcome.problems.push(...problems);
}
