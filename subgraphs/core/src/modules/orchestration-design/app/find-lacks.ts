import type { Said } from '@wecube/kit';
import type { ExpressionCheck } from '../../expressions/index.ts';
import type { RoleNames } from '../../services/index.ts';
import type { NodeParameter } from '../domain/definition.ts';
import type { ExchangedDefinition } from '../domain/exchange/exchanged-definition.ts';
import { sayExchange } from '../domain/exchange/texts.ts';
import type { ServiceReader } from '../ports.ts';

type LackDeps = {
  services: Pick<ServiceReader, 'find'>;
  roles: RoleNames;
  expressions: { check(text: string): Promise<ExpressionCheck> };
};

/** What an orchestration from elsewhere needs that this installation does not have, one sentence for each kind. */
export function createLackFinder({ services, roles, expressions }: LackDeps) {
  return async (wanted: ExchangedDefinition): Promise<readonly Said[]> => {
    const known = await roles.all();
    const named = distinct([...wanted.mgmtRoles, ...wanted.useRoles]);
    const lacking = {
      services: await without(
        distinct(wanted.nodes.map(({ service }) => service)),
        async (name) => !(await services.find(name)),
      ),
      roles: known ? named.filter((role) => !known.includes(role)) : [],
      packages: await without(packagesOf(wanted), (name) => isUnknownPackage(expressions, name)),
    };
    return (['services', 'roles', 'packages'] as const).flatMap((kind) =>
      lacking[kind].length > 0 ? [sayExchange(`IMPORT_LACKING.${kind}`, { names: lacking[kind] })] : [],
    );
  };
}

const ENTITY_NAME = /([A-Za-z0-9_-]+):[A-Za-z0-9_-]+/g;

/** Packages that its root entity, expressions and parameters speak of. */
function packagesOf({ rootEntity, nodes }: ExchangedDefinition): string[] {
  const texts = [
    rootEntity,
    ...nodes.flatMap(({ expression, writes, parameters }) => [
      expression ?? '',
      ...writes.map((write) => write.expression),
      ...parameters.flatMap(entityTexts),
    ]),
  ];
  const names = texts.flatMap((text) => [...withoutValues(text).matchAll(ENTITY_NAME)].map(([, name]) => name ?? ''));
  return distinct(names);
}

function entityTexts({ source, value, properties }: NodeParameter): string[] {
  return [...(source === 'ENTITY' && value ? [value] : []), ...(properties ?? []).flatMap(entityTexts)];
}

/** What stands in quotes is data, which may hold anything. */
const withoutValues = (text: string) => text.replace(/'(?:[^']|'')*'/g, "''");

async function isUnknownPackage(expressions: LackDeps['expressions'], name: string): Promise<boolean> {
  const { problems } = await expressions.check(`${name}:x`);
  return problems.some(({ code }) => code === 'UNKNOWN_PACKAGE');
}

async function without(names: readonly string[], isLacking: (name: string) => Promise<boolean>): Promise<string[]> {
  const found = await Promise.all(names.map(async (name) => ((await isLacking(name)) ? [name] : [])));
  return found.flat();
}

const distinct = (names: readonly (string | null)[]): string[] =>
  [...new Set(names.filter((name): name is string => !!name))].sort();
