import type {
  DefinitionGraph,
  DefinitionLink,
  DefinitionNode,
  DefinitionSettings,
  NodeParameter,
} from './definition.ts';

/** What two definitions are compared by: what a person draws and settles, not who did it when. */
export type DiffableDefinition = DefinitionGraph & DefinitionSettings & { name: string; description: string };

/** One property in which two things differ, such as `timeoutMs` or `parameters.script`. */
export type PropertyChange = { property: string; before: unknown; after: unknown };

/** MOVED: it stands elsewhere on the canvas and is otherwise as it was. */
export type PartChange<Part> = {
  kind: 'ADDED' | 'REMOVED' | 'CHANGED' | 'MOVED';
  id: string;
  before: Part | null;
  after: Part | null;
  properties: readonly PropertyChange[];
};

export type DefinitionDiff = {
  settings: readonly PropertyChange[];
  nodes: readonly PartChange<DefinitionNode>[];
  links: readonly PartChange<DefinitionLink>[];
};

const SETTINGS = [
  ...(['name', 'description', 'rootEntity', 'isSubProcess', 'group', 'conflictCheck'] as const),
  ...(['authorisedPlugins', 'mgmtRoles', 'useRoles'] as const),
];

/** What becomes of one definition on the way to the other: parts are the same when their ids are. */
export function diffDefinitions(from: DiffableDefinition, to: DiffableDefinition): DefinitionDiff {
  return {
    settings: propertyChanges(SETTINGS, (name) => [from[name], to[name]]),
    nodes: diffParts(from.nodes, to.nodes, diffNodes),
    links: diffParts(from.links, to.links, diffFields),
  };
}

function diffParts<Part extends { id: string }>(
  before: readonly Part[],
  after: readonly Part[],
  diff: (one: Part, other: Part) => PropertyChange[],
): PartChange<Part>[] {
  const old = new Map(before.map((part) => [part.id, part]));
  const fresh = new Map(after.map((part) => [part.id, part]));
  const removed = before.filter(({ id }) => !fresh.has(id));
  return [
    ...removed.map((part) => ({ kind: 'REMOVED' as const, id: part.id, before: part, after: null, properties: [] })),
    ...after.flatMap((part): PartChange<Part>[] => {
      const was = old.get(part.id);
      if (!was) return [{ kind: 'ADDED', id: part.id, before: null, after: part, properties: [] }];
      const properties = diff(was, part);
      if (properties.length === 0) return [];
      const isMoved = properties.every(({ property }) => property === 'x' || property === 'y');
      return [{ kind: isMoved ? 'MOVED' : 'CHANGED', id: part.id, before: was, after: part, properties }];
    }),
  ];
}

/** Parameters are compared one by one, by their names. */
function diffNodes(before: DefinitionNode, after: DefinitionNode): PropertyChange[] {
  const { parameters: old, ...rest } = before;
  const { parameters: fresh, ...other } = after;
  return [...diffFields(rest, other), ...diffParameters(old, fresh)];
}

function diffParameters(before: readonly NodeParameter[], after: readonly NodeParameter[]): PropertyChange[] {
  const old = new Map(before.map((one) => [one.name, one]));
  const fresh = new Map(after.map((one) => [one.name, one]));
  const names = [...new Set([...old.keys(), ...fresh.keys()])];
  const changes = propertyChanges(names, (name) => [old.get(name) ?? null, fresh.get(name) ?? null]);
  return changes.map((change) => ({ ...change, property: `parameters.${change.property}` }));
}

function diffFields<Part extends object>(before: Part, after: Part): PropertyChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof Part & string)[];
  return propertyChanges(names, (name) => [before[name], after[name]]);
}

function propertyChanges<Name extends string>(
  names: readonly Name[],
  values: (name: Name) => readonly [unknown, unknown],
): PropertyChange[] {
  return names.flatMap((property) => {
    const [before = null, after = null] = values(property);
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ property, before, after }];
  });
}
