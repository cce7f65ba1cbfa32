import type { Clock, Problem, PubSub } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import type { Audit } from '../../audit/index.ts';
import type { VariableRepository } from '../data/system-variables.ts';
import type { SystemVariable } from '../domain/system-variable.ts';

/** What the use cases of this module work with. */
export type VariableDependencies = {
  database: CoreDatabase;
  repository: VariableRepository;
  clock: Clock;
  audit: Audit;
  pubSub: PubSub;
};

export type VariableOutcome = { variable: SystemVariable | null; problems: readonly Problem[] };

/** Nothing was changed. */
export const refused = (...problems: Problem[]): VariableOutcome => ({ variable: null, problems });
