import type { DocumentNode, GraphQLError, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import type { QueryPlan } from '../planning/query-plan.ts';
import type { CompiledOperation } from './compiled-operation.ts';

/** An operation that was found valid on one version of the graph, with all that was worked out for it. */
export class KnownOperation {
  constructor(
    private readonly schema: GraphQLSchema,
    /** All that the client sent, and the operation of it that is meant. */
    readonly document: DocumentNode,
    readonly operation: OperationDefinitionNode,
    readonly plan: QueryPlan,
    /** Null when it is left to Apollo's executor. */
    readonly compiled: CompiledOperation | null,
  ) {}

  /** What is wrong with the values given for its variables. */
  variableErrors(variables: Readonly<Record<string, unknown>>): readonly GraphQLError[] | undefined {
    const definitions = this.operation.variableDefinitions ?? [];
    return definitions.length === 0 ? undefined : getVariableValues(this.schema, definitions, variables).errors;
  }
}
