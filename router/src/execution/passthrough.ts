import {
  type DocumentNode,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { type PreparedOperation, prepareOperation } from '../federation/subgraph.ts';
import type { PlanNode } from '../planning/query-plan.ts';
import { type Fragments, SelectionReader } from './selections.ts';

/** The one fetch that answers a whole query, in the client's own shape. */
export type Passthrough = { serviceName: string; operation: PreparedOperation; variableUsages: readonly string[] };

export type PassthroughInput = {
  schema: GraphQLSchema;
  supergraphSchema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  fragments: Fragments;
  plan: PlanNode | undefined;
};

/** A larger comparison than this costs more than it brings. */
const MAX_COMPARED = 2_000;

/**
 * The fetch whose answer may go to the client as it is: the plan is nothing else, it asks for exactly what the client
 * asks for, in this order, and can bring no type or enum value that is hidden from clients.
 */
export function passthroughOf(input: PassthroughInput): Passthrough | null {
  const { plan, operation, document } = input;
  if (plan?.kind !== 'Fetch' || plan.requires || plan.outputRewrites?.length) return null;
  if (operation.operation !== 'query' || hasConditions(document)) return null;
  if (!new Comparison(input).isSame(plan.operation)) return null;
  const { serviceName, variableUsages = [] } = plan;
  return { serviceName, operation: prepareOperation(plan.operation, plan.operationName), variableUsages };
}

/** The data of an answer that may go through; null when it has to be looked at. */
export function dataTextOf(text: string): string | null {
  if (!text.startsWith('{"data":{') || text.includes('"errors"') || text.includes('"extensions"')) return null;
  const end = text.lastIndexOf('}');
  return end > '{"data":{'.length && text.slice(end + 1).trim() === '' ? text.slice('{"data":'.length, end) : null;
}

function hasConditions(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    [Kind.DIRECTIVE]() {
      found = true;
    },
  });
  return found;
}

class Comparison {
  #compared = 0;
  readonly #client: SelectionReader;

  constructor(private readonly input: PassthroughInput) {
    this.#client = new SelectionReader(input.schema, input.fragments, {});
  }

  isSame(fetched: string): boolean {
    const { definitions } = parse(fetched, { noLocation: true });
    const operation = definitions.find((part) => part.kind === Kind.OPERATION_DEFINITION);
    const root = this.input.schema.getQueryType();
    if (!operation || !root) return false;
    const fragments: Record<string, Fragments[string]> = {};
    for (const part of definitions) if (part.kind === Kind.FRAGMENT_DEFINITION) fragments[part.name.value] = part;
    const fetch = new SelectionReader(this.input.schema, fragments, {});
    return this.#isSameObject(fetch, root, [this.input.operation.selectionSet], [operation.selectionSet]);
  }

  #isSameObject(
    fetch: SelectionReader,
    type: GraphQLObjectType,
    asked: readonly SelectionSetNode[],
    fetched: readonly SelectionSetNode[],
  ): boolean {
    this.#compared += 1;
    if (this.#compared > MAX_COMPARED) return false;
    const wanted = [...this.#client.fieldsOf(type, asked)];
    const brought = [...fetch.fieldsOf(type, fetched)];
    return (
      wanted.length === brought.length &&
      wanted.every(([key, nodes], index) => {
        const [otherKey, others] = brought[index] as [string, FieldNode[]];
        return key === otherKey && this.#isSameField(fetch, type, nodes, others);
      })
    );
  }

  #isSameField(fetch: SelectionReader, type: GraphQLObjectType, nodes: FieldNode[], others: FieldNode[]): boolean {
    const name = nodes[0]?.name.value as string;
    if (name !== others[0]?.name.value) return false;
    if (name === '__typename') return true;
    const field = type.getFields()[name];
    return field !== undefined && this.#isSameValue(fetch, field.type, setsOf(nodes), setsOf(others));
  }

  #isSameValue(
    fetch: SelectionReader,
    outputType: GraphQLOutputType,
    asked: readonly SelectionSetNode[],
    fetched: readonly SelectionSetNode[],
  ): boolean {
    const type = getNamedType(outputType);
    if (isEnumType(type)) return this.#hidesNothing(type.name);
    if (isObjectType(type)) return this.#isSameObject(fetch, type, asked, fetched);
    if (!isAbstractType(type)) return true;
    const possible = this.input.schema.getPossibleTypes(type);
    const hidden = this.input.supergraphSchema.getType(type.name);
    if (!isAbstractType(hidden)) return false;
    if (this.input.supergraphSchema.getPossibleTypes(hidden).length !== possible.length) return false;
    return possible.every((each) => this.#isSameObject(fetch, each, asked, fetched));
  }

  #hidesNothing(name: string): boolean {
    const shown = this.input.schema.getType(name);
    const all = this.input.supergraphSchema.getType(name);
    return isEnumType(shown) && isEnumType(all) && shown.getValues().length === all.getValues().length;
  }
}

function setsOf(nodes: readonly FieldNode[]): SelectionSetNode[] {
  return nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
}
