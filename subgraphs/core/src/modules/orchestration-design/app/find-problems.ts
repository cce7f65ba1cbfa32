import type { ExpressionCheck } from '../../expressions/index.ts';
import type { DefinitionNode, NodeParameter } from '../domain/definition.ts';
import {
  type CheckedExpression,
  type ChildFacts,
  type DesignedDefinition,
  type DesignKnowledge,
  NOT_CHECKED,
} from '../domain/design-knowledge.ts';
import type { DesignProblem } from '../domain/design-problem.ts';
import { type DesignService, packageOfService } from '../domain/design-service.ts';
import { Graph } from '../domain/graph.ts';
import { NODE_RULES } from '../domain/node-rules.ts';
import { entityOfObjects } from '../domain/rules/binding-rules.ts';
import { sayDesign } from '../domain/texts.ts';
import { validateDefinition } from '../domain/validate-definition.ts';
import type { ServiceReader, VariableReader } from '../ports.ts';
import { childKey, type FindChildren } from './find-children.ts';

export type FindProblems = (definition: DesignedDefinition) => Promise<DesignProblem[]>;

type FinderDeps = {
  services: Pick<ServiceReader, 'find' | 'usableBy'>;
  variables: VariableReader;
  expressions: { check(text: string, rootEntity?: string | null): Promise<ExpressionCheck> };
  children: FindChildren;
  clock: { now(): number };
};

/** Reads what a definition depends on as it is now, once each, then checks it by every rule. */
export function createProblemFinder(deps: FinderDeps): FindProblems {
  return async (definition) => validateDefinition(definition, await gatherKnowledge(deps, definition));
}

async function gatherKnowledge(deps: FinderDeps, definition: DesignedDefinition): Promise<DesignKnowledge> {
  const { services, expressions, clock } = deps;
  const { rootEntity, nodes } = definition;
  const texts = distinct(
    nodes.flatMap(({ expression, writes }) => [expression, ...writes.map((one) => one.expression)]),
  );
  const names = distinct(nodes.map(({ service }) => service));
  const [root, checks, found, usable, children, variables] = await Promise.all([
    expressions.check(rootEntity).then(asRootEntity),
    keyed(texts, (text) => expressions.check(text, rootEntity)),
    keyed(names, (name): Promise<DesignService | null> => services.find(name)),
    services.usableBy(names),
    deps.children(nodes),
    readVariables(deps, nodes),
  ]);
  const expression = (text: string) => checks.get(text) ?? NOT_CHECKED;
  const relative = await checkRelative(deps, definition, expression);
  return {
    rootEntity: root,
    expression,
    expressionFrom: (entity, text) => relative.get(absolute(entity, text)) ?? NOT_CHECKED,
    service: (name) => found.get(name) ?? null,
    rolesOfService: (name) => usable.get(name) ?? null,
    variable: (name, packageName) => variables.get(`${packageName}/${name}`) ?? null,
    child: (key, version): ChildFacts | null => children.get(childKey(key, version)) ?? null,
    now: clock.now(),
  };
}

/** Every parameter of a node, those within objects too. */
function parametersOf({ parameters }: DefinitionNode): readonly NodeParameter[] {
  const within = (all: readonly NodeParameter[]): readonly NodeParameter[] =>
    all.flatMap((one) => [one, ...within(one.properties ?? [])]);
  return within(parameters);
}

async function readVariables({ variables }: FinderDeps, nodes: readonly DefinitionNode[]) {
  const asked = nodes.flatMap((node) => {
    const packageName = packageOfService(node.service ?? '');
    const taken = parametersOf(node).filter(({ source, value }) => source === 'SYSTEM_VARIABLE' && value?.trim());
    return taken.map(({ value }) => [`${packageName}/${value}`, [value ?? '', packageName] as const] as const);
  });
  const byKey = new Map<string, readonly [string, string]>(asked);
  return keyed([...byKey.keys()], async (key) => {
    const [name, packageName] = byKey.get(key) ?? ['', ''];
    return variables.effective(name, packageName);
  });
}

/** Expressions that start at the objects of their node, by what they are when written out. */
async function checkRelative(
  { expressions }: FinderDeps,
  definition: DesignedDefinition,
  facts: DesignKnowledge['expression'],
): Promise<ReadonlyMap<string, CheckedExpression>> {
  const graph = new Graph(definition);
  const asked = definition.nodes.flatMap((node) => {
    const taken = parametersOf(node).filter(({ source, value }) => source === 'ENTITY' && value?.trim());
    const entity = taken.length > 0 && NODE_RULES[node.type].bindsObjects ? entityOfObjects(node, graph, facts) : null;
    return entity ? taken.map(({ value }) => [absolute(entity, value?.trim() ?? ''), entity] as const) : [];
  });
  const byText = new Map(asked);
  return keyed([...byText.keys()], (text) => expressions.check(text, byText.get(text) ?? null));
}

/** `.attribute` and other steps from an object, written out from its entity. */
const absolute = (entity: string, text: string): string => (/^[.>~{]/.test(text) ? `${entity}${text}` : text);

/** A root entity is one entity, with filters at most. */
export function asRootEntity(check: ExpressionCheck): CheckedExpression {
  const first = check.segments[0]?.entity;
  if (!check.ok || !first || (check.segments.length === 1 && !check.resultAttribute)) return check;
  const said = sayDesign('ROOT_ENTITY_INVALID.path', { entity: first });
  return { ...check, ok: false, problems: [{ ...said, suggestion: first }] };
}

const distinct = (values: readonly (string | null)[]) =>
  [...new Set(values.filter((value) => value !== null && value !== ''))] as string[];

async function keyed<T>(keys: readonly string[], read: (key: string) => Promise<T>): Promise<Map<string, T>> {
  return new Map(await Promise.all(keys.map(async (key) => [key, await read(key)] as const)));
}
