import { type KeyOrder, keysetQuery, newId, type Page } from '@wecube/kit';
import type { CoreClient, CoreTransaction } from '@wecube/prisma';
import { PERSON_SOURCE, PLATFORM_SOURCE, type SystemVariable } from '../domain/system-variable.ts';
import type { SecretBox } from '../ports.ts';

type Reader = CoreClient | CoreTransaction;
type Row = NonNullable<Awaited<ReturnType<CoreClient['systemVariable']['findUnique']>>>;
export type VariableWhere = NonNullable<NonNullable<Parameters<CoreClient['systemVariable']['findMany']>[0]>['where']>;
export type VariableContent = Pick<SystemVariable, 'scope' | 'defaultValue' | 'value' | 'secret' | 'active'>;
export type DeclaredVariable = Pick<SystemVariable, 'name' | 'scope' | 'defaultValue' | 'secret'>;
type Stamp = { at: Date; by: string };

const BY_NAME: KeyOrder[] = [
  { field: 'name', direction: 'asc' },
  { field: 'id', direction: 'asc' },
];

/** System variables. What is secret is sealed in the rows and plain in what these functions take and give. */
export function createVariableRepository(box: SecretBox) {
  const toVariable = ({ sealedDefault, sealedValue, ...row }: Row): SystemVariable => ({
    ...row,
    defaultValue: sealedDefault === null ? row.defaultValue : box.open(sealedDefault),
    value: sealedValue === null ? row.value : box.open(sealedValue),
  });
  const toColumns = ({ secret, defaultValue, value }: Pick<SystemVariable, 'secret' | 'defaultValue' | 'value'>) => ({
    secret,
    defaultValue: secret ? null : defaultValue,
    value: secret ? null : value,
    sealedDefault: secret && defaultValue !== null ? box.seal(defaultValue) : null,
    sealedValue: secret && value !== null ? box.seal(value) : null,
  });

  return {
    /** Every variable of the name, of any package. */
    async named(reader: Reader, name: string): Promise<SystemVariable[]> {
      return (await reader.systemVariable.findMany({ where: { name } })).map(toVariable);
    },
    async find(reader: Reader, id: string): Promise<SystemVariable | null> {
      const row = await reader.systemVariable.findUnique({ where: { id } });
      return row && toVariable(row);
    },
    async list(reader: Reader, where: VariableWhere = {}): Promise<SystemVariable[]> {
      const rows = await reader.systemVariable.findMany({ where, orderBy: [{ name: 'asc' }, { id: 'asc' }] });
      return rows.map(toVariable);
    },
    async page(reader: Reader, where: VariableWhere, page: Page): Promise<SystemVariable[]> {
      const query = keysetQuery(page, BY_NAME);
      const rows = await reader.systemVariable.findMany({ ...query, where: { AND: [where, query.where] } });
      return rows.map(toVariable);
    },
    count: (reader: Reader, where: VariableWhere): Promise<number> => reader.systemVariable.count({ where }),
    async insert(
      tx: CoreTransaction,
      variable: VariableContent & Pick<SystemVariable, 'packageName' | 'name' | 'source'>,
      { at, by }: Stamp,
    ): Promise<SystemVariable> {
      const data = {
        ...variable,
        ...toColumns(variable),
        id: newId('var'),
        updatedAt: at,
        updatedBy: by,
        rowVersion: 1,
      };
      return toVariable(await tx.systemVariable.create({ data }));
    },
    /** `false` when somebody changed it after `rowVersion` was read. */
    async update(
      tx: CoreTransaction,
      { id, rowVersion }: Pick<SystemVariable, 'id' | 'rowVersion'>,
      { scope, active, ...content }: VariableContent,
      { at, by }: Stamp,
    ): Promise<boolean> {
      const data = { ...toColumns(content), scope, active, updatedAt: at, updatedBy: by, rowVersion: { increment: 1 } };
      return (await tx.systemVariable.updateMany({ where: { id, rowVersion }, data })).count === 1;
    },
    async remove(tx: CoreTransaction, { id, rowVersion }: Pick<SystemVariable, 'id' | 'rowVersion'>): Promise<boolean> {
      return (await tx.systemVariable.deleteMany({ where: { id, rowVersion } })).count === 1;
    },
    /** Makes `declared` the active variables of the package; what a person made or set stays, also when it comes back later. */
    async replaceDeclared(
      tx: CoreTransaction,
      packageName: string,
      declared: readonly DeclaredVariable[],
      { source, at }: { source: string; at: Date },
    ): Promise<void> {
      await deactivate(tx, packageName, at);
      const rows = await tx.systemVariable.findMany({ where: { packageName } });
      const known = new Map(rows.map((row) => [row.name, toVariable(row)]));
      for (const variable of declared) {
        const before = known.get(variable.name);
        const secret = before?.secret ?? variable.secret;
        const columns = toColumns({ secret, defaultValue: variable.defaultValue, value: before?.value ?? null });
        const present = { ...variable, ...columns, source, active: true, updatedAt: at };
        if (before) {
          const data = { ...present, rowVersion: { increment: 1 } };
          await tx.systemVariable.update({ where: { id: before.id }, data });
        } else await tx.systemVariable.create({ data: { ...present, id: newId('var'), packageName, rowVersion: 1 } });
      }
    },
    deactivate,
    /** Seals secrets that an older version of the platform stored in the clear. */
    async sealPlain(tx: CoreTransaction): Promise<void> {
      const plain = { OR: [{ defaultValue: { not: null } }, { value: { not: null } }] };
      for (const row of await tx.systemVariable.findMany({ where: { secret: true, ...plain } })) {
        await tx.systemVariable.update({ where: { id: row.id }, data: toColumns(toVariable(row)) });
      }
    },
  };
}
export type VariableRepository = ReturnType<typeof createVariableRepository>;

/** The package's variables cannot be seen any more, except those that a person made. */
async function deactivate(tx: CoreTransaction, packageName: string, at: Date): Promise<void> {
  await tx.systemVariable.updateMany({
    where: { packageName, active: true, source: { notIn: [PERSON_SOURCE, PLATFORM_SOURCE] } },
    data: { active: false, updatedAt: at, rowVersion: { increment: 1 } },
  });
}
