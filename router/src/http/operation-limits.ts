import { type DocumentNode, type FragmentDefinitionNode, GraphQLError, Kind, type SelectionSetNode } from 'graphql';

export type OperationLimits = { depth: number; rootFields: number; tokens: number };

export const operationLimits: OperationLimits = { depth: 15, rootFields: 30, tokens: 10_000 };

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/**
 * The first limit that a valid document exceeds, or null. Introspection is not counted: its answer is bounded by the
 * schema and its standard query is deep.
 */
export function exceededLimit(document: DocumentNode, limits: OperationLimits = operationLimits): GraphQLError | null {
  const fragments: Fragments = new Map(
    document.definitions.flatMap((part) => (part.kind === Kind.FRAGMENT_DEFINITION ? [[part.name.value, part]] : [])),
  );
  const depths = new Map<string, number>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const fields = countFields(definition.selectionSet, fragments, limits.rootFields);
    if (fields > limits.rootFields) return tooBig(`asks for more than ${limits.rootFields} root fields`);
    const depth = depthOf(definition.selectionSet, fragments, depths);
    if (depth > limits.depth) return tooBig(`is ${depth} levels deep; ${limits.depth} are allowed`);
  }
  return null;
}

function depthOf(selections: SelectionSetNode, fragments: Fragments, known: Map<string, number>): number {
  let deepest = 0;
  for (const selection of selections.selections) {
    if (selection.kind === Kind.FIELD) {
      if (selection.name.value.startsWith('__')) continue;
      const below = selection.selectionSet ? depthOf(selection.selectionSet, fragments, known) : 0;
      deepest = Math.max(deepest, 1 + below);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      deepest = Math.max(deepest, depthOf(selection.selectionSet, fragments, known));
    } else {
      deepest = Math.max(deepest, fragmentDepth(selection.name.value, fragments, known));
    }
  }
  return deepest;
}

// Every fragment is measured once, however often it is spread.
function fragmentDepth(name: string, fragments: Fragments, known: Map<string, number>): number {
  const fragment = fragments.get(name);
  const depth = known.get(name) ?? (fragment ? depthOf(fragment.selectionSet, fragments, known) : 0);
  known.set(name, depth);
  return depth;
}

function countFields(selections: SelectionSetNode, fragments: Fragments, stopAfter: number): number {
  let count = 0;
  for (const selection of selections.selections) {
    if (count > stopAfter) break;
    if (selection.kind === Kind.FIELD) count += 1;
    else if (selection.kind === Kind.INLINE_FRAGMENT)
      count += countFields(selection.selectionSet, fragments, stopAfter);
    else {
      const fragment = fragments.get(selection.name.value);
      if (fragment) count += countFields(fragment.selectionSet, fragments, stopAfter);
    }
  }
  return count;
}

function tooBig(reason: string): GraphQLError {
  return new GraphQLError(`The operation ${reason}.`, {
    extensions: { code: 'OPERATION_TOO_BIG', http: { status: 400 } },
  });
}
