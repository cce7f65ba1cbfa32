import { newId } from '@wecube/kit';
import type { CoreClient, CoreTransaction } from '@wecube/prisma';
import type { SystemVariable } from '../domain/system-variable.ts';

/** Every variable of the name, of any package. */
export async function findVariables(client: CoreClient, name: string): Promise<SystemVariable[]> {
  return client.systemVariable.findMany({ where: { name } });
}

export async function findVariablesOfOthers(
  client: CoreClient,
  packageName: string,
  names: readonly string[],
): Promise<SystemVariable[]> {
  return client.systemVariable.findMany({
    where: { name: { in: [...names] }, packageName: { not: packageName }, active: true },
  });
}

export type DeclaredVariable = Pick<SystemVariable, 'name' | 'scope' | 'defaultValue' | 'secret'>;

/** Makes `declared` the active variables of the package. A value that a person set stays, also with a variable that comes back later. */
export async function replaceDeclared(
  tx: CoreTransaction,
  packageName: string,
  declared: readonly DeclaredVariable[],
  { source, at }: { source: string; at: Date },
): Promise<void> {
  await deactivateVariables(tx, packageName, at);
  for (const variable of declared) {
    const present = { ...variable, source, active: true, updatedAt: at };
    await tx.systemVariable.upsert({
      where: { packageName_name: { packageName, name: variable.name } },
      create: { ...present, id: newId('var'), packageName, value: null, rowVersion: 1 },
      update: { ...present, rowVersion: { increment: 1 } },
    });
  }
}

export async function deactivateVariables(tx: CoreTransaction, packageName: string, at: Date): Promise<void> {
  await tx.systemVariable.updateMany({
    where: { packageName, active: true },
    data: { active: false, updatedAt: at, rowVersion: { increment: 1 } },
  });
}
