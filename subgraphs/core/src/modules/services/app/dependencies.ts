import type { Clock, Problem, PubSub } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import type { Audit } from '../../audit/index.ts';
import type { PackageRecord } from '../../packages/index.ts';
import type { RegistrationRecord } from '../domain/registration.ts';
import type { EntityLookup, ExpressionChecker, PackageVariables, RoleNames, ServiceUses } from '../ports.ts';

/** What the use cases of this module work with. */
export type ServiceDependencies = {
  database: CoreDatabase;
  clock: Clock;
  audit: Audit;
  pubSub: PubSub;
  packages: { activePackage(name: string): Promise<PackageRecord | null> };
  entities: EntityLookup;
  expressions: ExpressionChecker;
  uses: ServiceUses;
  variables: PackageVariables;
  roles: RoleNames;
};

export type RegistrationOutcome = { registration: RegistrationRecord | null; problems: readonly Problem[] };

/** Nothing was changed. */
export const refused = (...problems: Problem[]): RegistrationOutcome => ({ registration: null, problems });

/** Thrown to undo a transaction; the problems are the answer. */
export class Refusal extends Error {
  readonly problems: readonly Problem[];

  constructor(...problems: Problem[]) {
    super(problems[0]?.code ?? 'REFUSED');
    this.problems = problems;
  }
}
