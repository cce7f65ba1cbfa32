import { isUniqueViolation } from '@wecube/prisma';
import { looksSecret } from '../../packages/index.ts';
import { PLATFORM_SOURCE } from '../domain/system-variable.ts';
import type { VariableDependencies } from './dependencies.ts';

/** A variable of the platform: its default is set anew at every start, or made once and kept. */
export type PlatformVariable = { name: string; defaultValue: string | null } | { name: string; makeOnce(): string };

/** Makes the platform's own variables known, so that people see them and may set them. What a person set stays. */
export async function seedPlatformVariables(
  { database, repository, clock }: Pick<VariableDependencies, 'database' | 'repository' | 'clock'>,
  variables: readonly PlatformVariable[],
): Promise<void> {
  await database.transaction((tx) => repository.sealPlain(tx));
  for (const variable of variables) {
    try {
      await seed(variable);
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      await seed(variable); // another core of the cluster was first
    }
  }

  function seed(variable: PlatformVariable): Promise<void> {
    return database.transaction(async (tx) => {
      const at = new Date(clock.now());
      const [before] = await repository.list(tx, { packageName: '', name: variable.name });
      if (!before) {
        const defaultValue = 'makeOnce' in variable ? variable.makeOnce() : variable.defaultValue;
        const { name } = variable;
        const row = { packageName: '', name, source: PLATFORM_SOURCE, scope: 'global', value: null, defaultValue };
        await repository.insert(tx, { ...row, secret: looksSecret(name), active: true }, { at, by: '' });
      } else if (!('makeOnce' in variable) && before.defaultValue !== variable.defaultValue) {
        await repository.update(tx, before, { ...before, defaultValue: variable.defaultValue }, { at, by: '' });
      }
    });
  }
}
