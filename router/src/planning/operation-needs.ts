import { type FieldNode, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import type { PlanRequest } from './planner.ts';

/** Whether an operation has a field at its root that is fetched whatever its variables are. */
export function asksForData(request: PlanRequest): boolean {
  return rootFields(request).some(
    ({ name, directives = [] }) => !name.value.startsWith('__') && directives.length === 0,
  );
}

/** Whether an operation asks for the schema at its root. */
export function asksForSchema(request: PlanRequest): boolean {
  return rootFields(request).some(({ name }) => name.value === '__schema' || name.value === '__type');
}

function rootFields({ document, operationName }: PlanRequest): FieldNode[] {
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode =>
      definition.kind === Kind.OPERATION_DEFINITION && (!operationName || definition.name?.value === operationName),
  );
  return operation ? fieldsOf(operation.selectionSet) : [];

  // What stands in a fragment with a condition counts as conditional itself: it is left out.
  function fieldsOf({ selections }: SelectionSetNode): FieldNode[] {
    return selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection];
      if (selection.directives?.length) return [];
      if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(selection.selectionSet);
      const { value } = selection.name;
      const fragment = document.definitions.find(
        (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === value,
      );
      return fragment && 'selectionSet' in fragment ? fieldsOf(fragment.selectionSet) : [];
    });
  }
}
