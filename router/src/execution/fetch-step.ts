import { applyRewrites } from '@apollo/gateway/dist/dataRewrites.js';
import { type PreparedOperation, prepareOperation } from '../federation/subgraph.ts';
import type { DataRewrite, FetchNode, PlanPath } from '../planning/query-plan.ts';
import type { PlanTools } from './compile-plan.ts';
import { type FindEntity, noteEntityErrors, noteErrors, noteFailure } from './fetch-errors.ts';
import { copyOf, hasNested, isPlainObject, merge } from './merge.ts';
import { compileRepresentations, type RepresentationGroups } from './representations.ts';
import type { DataObject, Run, Step } from './run.ts';
import { variableMembers } from './variables.ts';

/** Makes a fetch ready to run: of root fields, or of entities when it requires representations. */
export function compileFetch(node: FetchNode, tools: PlanTools): Step {
  const operation = prepareOperation(node.operation, node.operationName);
  return node.requires ? entityFetch(node, operation, tools) : rootFetch(node, operation, tools);
}

function rootFetch(node: FetchNode, operation: PreparedOperation, { schema }: PlanTools): Step {
  const { serviceName, variableUsages = [], outputRewrites } = node;
  return async (run, objects, path) => {
    const variables = `{${variableMembers(variableUsages, run.variables)}}`;
    const answer = await fetchAnswer(run, serviceName, operation, variables, path);
    if (!answer) return;
    if (answer.errors) noteErrors(run, answer.errors, serviceName, path);
    if (!isPlainObject(answer.data)) return;
    applyRewrites(schema, outputRewrites as never, answer.data);
    for (const object of objects) merge(object, answer.data);
  };
}

function entityFetch(node: FetchNode, operation: PreparedOperation, tools: PlanTools): Step {
  const { serviceName, variableUsages = [], requires = [], inputRewrites, outputRewrites } = node;
  const addTo = compileRepresentations(
    { requires, ...(inputRewrites && { inputRewrites }) },
    tools.schema,
    tools.isOfType,
  );
  return async (run, objects, path) => {
    const groups: RepresentationGroups = new Map();
    addTo(groups, objects, run.variables);
    if (groups.size === 0) return;
    const members = variableMembers(variableUsages, run.variables);
    const variables = `{${members}${members && ','}"representations":${listOf(groups)}}`;
    const answer = await fetchAnswer(run, serviceName, operation, variables, path);
    if (!answer) return;
    const targets = [...groups.values()];
    if (answer.errors) {
      const find: FindEntity = ([, index]) => ({ objects: targets[index as number], paths: [path] });
      noteEntityErrors(run, answer.errors, serviceName, path, find, tools.isOfType);
    }
    if (!answer.data) return;
    spread(run, answer.data['_entities'], targets, outputRewrites, tools);
  };
}

/** The answer of a subgraph; nothing, and an error noted, when there is none. */
export async function fetchAnswer(
  run: Run,
  serviceName: string,
  operation: PreparedOperation,
  variables: string,
  path: PlanPath,
) {
  try {
    return (await run.send({ serviceName, operation, variables, path })).json();
  } catch (error) {
    noteFailure(run, error, path);
    return undefined;
  }
}

export function listOf(groups: RepresentationGroups): string {
  return `[${[...groups.keys()].join(',')}]`;
}

/** Merges each entity into all the objects it was asked for. */
export function spread(
  run: Run,
  entities: unknown,
  targets: readonly DataObject[][],
  outputRewrites: DataRewrite[] | undefined,
  tools: PlanTools,
): void {
  const fault = faultOf(entities, targets.length);
  if (fault) return void run.errors.push(new Error(fault));
  targets.forEach((objects, index) => {
    const entity = (entities as unknown[])[index];
    if (!isPlainObject(entity)) return;
    entity['__typename'] ||= objects[0]?.['__typename'];
    applyRewrites(tools.schema, outputRewrites as never, entity);
    mergeIntoAll(run, entity, objects, tools.mayShare);
  });
}

function faultOf(entities: unknown, expected: number): string | undefined {
  if (!Array.isArray(entities)) return 'Expected "data._entities" in response to be an array';
  return entities.length === expected ? undefined : `Expected "data._entities" to contain ${expected} elements`;
}

function mergeIntoAll(run: Run, entity: DataObject, objects: readonly DataObject[], mayShare: boolean): void {
  const several = objects.length > 1 && hasNested(entity);
  if (several && mayShare) run.shared = true;
  for (const object of objects) merge(object, several && !mayShare ? copyOf(entity) : entity);
}
