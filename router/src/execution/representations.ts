import { applyRewrites } from '@apollo/gateway/dist/dataRewrites.js';
import type { GraphQLSchema } from 'graphql';
import type { DataRewrite, RequiredField, RequiredFragment, RequiredSelection } from '../planning/query-plan.ts';
import { merge } from './merge.ts';
import { compileRepresentationText } from './representation-text.ts';
import type { DataObject, Run } from './run.ts';
import type { TypeTest } from './type-tests.ts';

/** Fetched objects by the JSON text of the representation that stands for them. */
export type RepresentationGroups = Map<string, DataObject[]>;

type Variables = Run['variables'];
/** Null when the object lacks what the representation needs. */
type Project = (source: DataObject, variables: Variables) => DataObject | null;
type AddSelection = (result: DataObject, source: DataObject, variables: Variables) => boolean;

export type Requirement = { requires: RequiredSelection[]; inputRewrites?: DataRewrite[] };

/** Makes the function that adds objects to groups of equal representations; those that have none are left out. */
export function compileRepresentations(
  { requires, inputRewrites }: Requirement,
  schema: GraphQLSchema,
  isOfType: TypeTest,
): (groups: RepresentationGroups, objects: readonly DataObject[], variables: Variables) => void {
  const project = compileSelections(requires, isOfType);
  const write = inputRewrites ? null : compileRepresentationText(requires, isOfType);
  const textOf = (object: DataObject, variables: Variables): string | null => {
    const representation = project(object, variables);
    if (!representation?.['__typename']) return null;
    if (inputRewrites) applyRewrites(schema, inputRewrites, representation);
    return JSON.stringify(representation);
  };
  return (groups, objects, variables) => {
    for (const object of objects) {
      const written = write?.(object);
      const text = written === undefined ? textOf(object, variables) : written;
      if (text === null) continue;
      const group = groups.get(text);
      if (group) group.push(object);
      else groups.set(text, [object]);
    }
  };
}

function compileSelections(selections: readonly RequiredSelection[], isOfType: TypeTest): Project {
  const parts = selections.map((selection) =>
    selection.kind === 'Field' ? compileField(selection, isOfType) : compileFragment(selection, isOfType),
  );
  return (source, variables) => {
    const result: DataObject = {};
    for (const add of parts) if (!add(result, source, variables)) return null;
    return result;
  };
}

function compileField({ name, alias, readFrom, selections }: RequiredField, isOfType: TypeTest): AddSelection {
  const key = alias ?? name;
  const project = selections && compileSelections(selections, isOfType);
  return (result, source, variables) => {
    const value = readFrom === undefined ? source[key] : (source[readFrom] ?? source[key]);
    if (value === undefined) return false;
    result[key] = project ? projectValue(value, project, variables) : value;
    return true;
  };
}

function projectValue(value: unknown, project: Project, variables: Variables): unknown {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map((element) => projectValue(element, project, variables));
  return project(value as DataObject, variables);
}

function compileFragment(fragment: RequiredFragment, isOfType: TypeTest): AddSelection {
  const { typeCondition, skipIf, includeIf } = fragment;
  const project = compileSelections(fragment.selections, isOfType);
  return (result, source, variables) => {
    if (skipIf && variables[skipIf] === true) return true;
    if (includeIf && variables[includeIf] === false) return true;
    if (!typeCondition || !isOfType(source['__typename'], typeCondition)) return true;
    const part = project(source, variables);
    if (part) merge(result, part);
    return true;
  };
}
