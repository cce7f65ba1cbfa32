import type { Session } from '@wecube/kit';
import type { ManifestSystemParameter } from '@wecube/plugin-adapters/contract';
import type { CoreTransaction } from '@wecube/prisma';
import { looksSecret } from '../../packages/index.ts';
import { PERSON_SOURCE, type SystemVariable } from '../domain/system-variable.ts';
import type { VariableDependencies } from './dependencies.ts';
import { publishVariable } from './publish-change.ts';

type Change = { name: string; change: 'ADDED' | 'CHANGED' | 'UNCHANGED' };

/** The variables of one package as they travel in a file with its service registrations. */
export function createPackageVariables(dependencies: VariableDependencies) {
  const { database, repository, clock, audit, pubSub } = dependencies;
  const present = async (reader: CoreTransaction | typeof database.client, packageName: string) =>
    new Map((await repository.list(reader, { packageName })).map((one) => [one.name, one]));

  return {
    /** A secret one without its values, unless they are asked for. */
    async exported(packageName: string, withSecrets: boolean) {
      const all = [...(await present(database.client, packageName)).values()];
      const hides = ({ secret, value, defaultValue }: SystemVariable) =>
        secret && !withSecrets && Boolean(value || defaultValue);
      return {
        parameters: all.map((one) => toParameter(one, hides(one))),
        withheld: all.filter(hides).map(({ name }) => name),
      };
    },
    async plan(packageName: string, wanted: readonly ManifestSystemParameter[]): Promise<Change[]> {
      const known = await present(database.client, packageName);
      return wanted.map((one): Change => {
        const before = known.get(one.name);
        const change = !before ? 'ADDED' : isSame(before, one) ? 'UNCHANGED' : 'CHANGED';
        return { name: one.name, change };
      });
    },
    /** Sets what differs, makes what is missing, deletes nothing; returns what tells subscribers after the commit. */
    async take(
      tx: CoreTransaction,
      packageName: string,
      wanted: readonly ManifestSystemParameter[],
      session: Session,
    ): Promise<() => void> {
      const at = new Date(clock.now());
      const stamp = { at, by: session.name };
      const known = await present(tx, packageName);
      const touched: { type: 'CREATED' | 'UPDATED'; variable: SystemVariable }[] = [];
      for (const one of wanted) {
        const before = known.get(one.name);
        if (before && isSame(before, one)) continue;
        const content = contentOf(before, one);
        if (before) {
          await repository.update(tx, before, content, stamp);
          touched.push({ type: 'UPDATED', variable: (await repository.find(tx, before.id)) ?? before });
        } else {
          const fresh = { ...content, packageName, name: one.name, source: PERSON_SOURCE };
          touched.push({ type: 'CREATED', variable: await repository.insert(tx, fresh, stamp) });
        }
      }
      for (const { variable } of touched) {
        const detail = { variable: variable.name, packageName, imported: true };
        await audit.record(tx, { session, action: 'variable:manage', subject: variable.id, outcome: 'DONE', detail });
      }
      return () => {
        for (const { type, variable } of touched) publishVariable({ pubSub, at }, type, variable);
      };
    },
  };
}

const isActive = ({ status }: ManifestSystemParameter) => (status ?? 'active').toLowerCase() === 'active';

/** What the file leaves out, and an empty text in it, changes nothing. */
function contentOf(before: SystemVariable | undefined, wanted: ManifestSystemParameter) {
  return {
    scope: wanted.scopeType || before?.scope || 'global',
    defaultValue: wanted.defaultValue || before?.defaultValue || wanted.defaultValue,
    value: wanted.value || before?.value || wanted.value,
    secret: before?.secret ?? looksSecret(wanted.name),
    active: isActive(wanted),
  };
}

function isSame(before: SystemVariable, wanted: ManifestSystemParameter): boolean {
  const after = contentOf(before, wanted);
  const { scope, defaultValue, value, active } = before;
  return JSON.stringify({ ...after, secret: 0 }) === JSON.stringify({ scope, defaultValue, value, secret: 0, active });
}

function toParameter(one: SystemVariable, isHidden: boolean): ManifestSystemParameter {
  const { name, scope: scopeType, defaultValue, value, active, source, packageName } = one;
  const values = isHidden ? { defaultValue: null, value: null } : { defaultValue, value };
  return { name, scopeType, ...values, status: active ? 'active' : 'inactive', source, packageName };
}
