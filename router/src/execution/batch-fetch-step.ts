import { prepareOperation } from '../federation/subgraph.ts';
import type { BatchFetchNode, EntityAlias, PlanPath } from '../planning/query-plan.ts';
import type { PlanTools } from './compile-plan.ts';
import { type FindEntity, noteEntityErrors } from './fetch-errors.ts';
import { fetchAnswer, listOf, spread } from './fetch-step.ts';
import { objectsAt } from './paths.ts';
import { compileRepresentations, type RepresentationGroups } from './representations.ts';
import type { DataObject, Run, Step } from './run.ts';
import { variableMembers } from './variables.ts';

/** What one alias asks for: objects by equal representation, from all its paths. */
type Wanted = { alias: EntityAlias; groups: RepresentationGroups };
type Collect = (run: Run, objects: readonly DataObject[]) => Wanted;

/** Makes a fetch of entities of several paths ready to run: one request, with an alias for each kind of entity. */
export function compileBatchFetch(node: BatchFetchNode, tools: PlanTools): Step {
  const { serviceName, variableUsages = [] } = node;
  const operation = prepareOperation(node.operation, node.operationName);
  const collectors = node.aliases.map((alias) => compileAlias(alias, tools));
  return async (run, objects, path) => {
    const wanted = collectors.map((collect) => collect(run, objects));
    if (wanted.every(({ groups }) => groups.size === 0)) return;
    const lists = wanted.map(
      ({ alias, groups }) => `${JSON.stringify(alias.representationsVariableName)}:${listOf(groups)}`,
    );
    const members = [variableMembers(variableUsages, run.variables), ...lists].filter(Boolean).join(',');
    const answer = await fetchAnswer(run, serviceName, operation, `{${members}}`, path);
    if (!answer) return;
    if (answer.errors) {
      const find: FindEntity = (place) => findEntity(wanted, place, path);
      noteEntityErrors(run, answer.errors, serviceName, path, find, tools.isOfType);
    }
    if (!answer.data) return;
    for (const { alias, groups } of wanted) {
      spread(run, answer.data[alias.alias], [...groups.values()], alias.outputRewrites, tools);
    }
  };
}

function compileAlias(alias: EntityAlias, tools: PlanTools): Collect {
  const addTo = compileRepresentations(alias, tools.schema, tools.isOfType);
  return (run, objects) => {
    const groups: RepresentationGroups = new Map();
    addTo(groups, objectsOf(run, objects, alias.paths, tools), run.variables);
    return { alias, groups };
  };
}

/** The objects of all paths, each once: two paths may meet at the same one. */
function objectsOf(run: Run, objects: readonly DataObject[], paths: readonly PlanPath[], { isOfType }: PlanTools) {
  if (paths.length === 1) return objectsAt(run, objects, paths[0] as PlanPath, isOfType);
  return [...new Set(paths.flatMap((path) => objectsAt(run, objects, path, isOfType)))];
}

function findEntity(wanted: readonly Wanted[], place: readonly (string | number)[], path: PlanPath) {
  const [name, index] = place;
  const asked = wanted.find(({ alias }) => alias.alias === name);
  const objects = asked && [...asked.groups.values()][index as number];
  return { objects, paths: (asked?.alias.paths ?? []).map((part) => [...path, ...part]) };
}
