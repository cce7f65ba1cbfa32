import type { ExpressionCheck } from '../../expressions/index.ts';
import type { DefinitionGraph } from '../domain/definition.ts';
import { type CheckedExpression, type DesignKnowledge, NOT_CHECKED } from '../domain/design-knowledge.ts';
import type { DesignProblem } from '../domain/design-problem.ts';
import type { DesignService } from '../domain/design-service.ts';
import { sayDesign } from '../domain/texts.ts';
import { validateDefinition } from '../domain/validate-definition.ts';
import type { ServiceReader } from '../ports.ts';

export type FindProblems = (definition: DefinitionGraph) => Promise<DesignProblem[]>;

type FinderDeps = {
  services: Pick<ServiceReader, 'find'>;
  expressions: { check(text: string, rootEntity?: string | null): Promise<ExpressionCheck> };
};

/** Reads what a definition depends on as it is now, once each, then checks it by every rule. */
export function createProblemFinder(deps: FinderDeps): FindProblems {
  return async (definition) => validateDefinition(definition, await gatherKnowledge(deps, definition));
}

async function gatherKnowledge(
  { services, expressions }: FinderDeps,
  { rootEntity, nodes }: DefinitionGraph,
): Promise<DesignKnowledge> {
  const texts = distinct(nodes.map(({ expression }) => expression));
  const names = distinct(nodes.map(({ service }) => service));
  const [root, checks, found] = await Promise.all([
    expressions.check(rootEntity).then(asRootEntity),
    keyed(texts, (text) => expressions.check(text, rootEntity)),
    keyed(names, (name): Promise<DesignService | null> => services.find(name)),
  ]);
  return {
    rootEntity: root,
    expression: (text) => checks.get(text) ?? NOT_CHECKED,
    service: (name) => found.get(name) ?? null,
  };
}

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
