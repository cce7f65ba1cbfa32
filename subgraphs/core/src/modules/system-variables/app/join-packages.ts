import type { Clock, Said } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import { looksSecret, type PackageParticipant, type PackageRecord } from '../../packages/index.ts';
import type { DeclaredVariable, VariableRepository } from '../data/system-variables.ts';
import { sayVariable } from '../domain/texts.ts';

/** The variables of a package are those of its active version. */
export function joinPackages(deps: {
  database: CoreDatabase;
  clock: Clock;
  repository: VariableRepository;
}): PackageParticipant {
  return {
    name: 'system-variables',
    async check({ kind, package: pack }) {
      if (kind !== 'REGISTER') return [];
      const globals = declaredVariables(pack).filter(({ scope }) => scope.toLowerCase() === 'global');
      const names = globals.map(({ name }) => name);
      const others = await deps.repository.list(deps.database.client, {
        ...{ name: { in: names }, packageName: { not: pack.name }, active: true },
      });
      return others
        .filter(({ scope }) => scope.toLowerCase() === 'global')
        .map(({ name, packageName }) => ({
          ...declaredTwice(name, packageName, pack.name),
          level: 'WARNING' as const,
        }));
    },
    async apply({ kind, package: pack }, tx) {
      const at = new Date(deps.clock.now());
      const source = `${pack.name}__${pack.version}`;
      if (kind === 'REGISTER')
        await deps.repository.replaceDeclared(tx, pack.name, declaredVariables(pack), { source, at });
      else if (pack.active) await deps.repository.deactivate(tx, pack.name, at);
    },
  };
}

function declaredTwice(variable: string, other: string, own: string): Said {
  return other
    ? sayVariable('VARIABLE_DECLARED_TWICE', { variable, other, package: own })
    : sayVariable('VARIABLE_DECLARED_TWICE.platform', { variable, package: own });
}

function declaredVariables({ manifest }: PackageRecord): DeclaredVariable[] {
  const byName = new Map(
    manifest.systemParameters.map(({ name, scopeType, defaultValue }) => [
      name,
      { name, scope: scopeType, defaultValue, secret: looksSecret(name) },
    ]),
  );
  return [...byName.values()];
}
