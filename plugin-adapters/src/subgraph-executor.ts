import { AppError, type GraphContext } from '@wecube/kit';
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  parse,
  validate,
} from 'graphql';
import { z } from 'zod';
import type { NativeSubgraph } from './native-subgraphs.ts';

/** A subgraph that is executed here, or one to whose plugin operations are passed on. */
export type ServedSubgraphLookup = (
  packageName: string,
) => { schema: GraphQLSchema } | Pick<NativeSubgraph, 'forward'> | undefined;

const requestSchema = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

const DOCUMENTS_KEPT = 500;

/** Executes operations of the router on the subgraph of a package; the router's few documents are parsed once. */
export class SubgraphExecutor {
  private readonly documents = new WeakMap<GraphQLSchema, Map<string, DocumentNode | readonly GraphQLError[]>>();
  private readonly find: ServedSubgraphLookup;

  constructor(find: ServedSubgraphLookup) {
    this.find = find;
  }

  async execute(packageName: string, body: unknown, context: GraphContext): Promise<ExecutionResult> {
    const subgraph = this.find(packageName);
    if (!subgraph) {
      throw new AppError('PACKAGE_NOT_SERVED', `There is no subgraph of ${packageName} here.`, { status: 404 });
    }
    const request = requestSchema.safeParse(body);
    if (!request.success) {
      throw new AppError('BAD_REQUEST', 'The body is no GraphQL request.');
    }
    if ('forward' in subgraph) return subgraph.forward(request.data, context);
    const document = this.document(subgraph.schema, request.data.query);
    if (!('kind' in document)) {
      return { errors: document };
    }
    return execute({
      schema: subgraph.schema,
      document,
      contextValue: context,
      variableValues: request.data.variables,
      operationName: request.data.operationName,
    });
  }

  private document(schema: GraphQLSchema, query: string): DocumentNode | readonly GraphQLError[] {
    const known = this.documents.get(schema) ?? new Map<string, DocumentNode | readonly GraphQLError[]>();
    this.documents.set(schema, known);
    const document = known.get(query) ?? check(schema, query);
    if (known.size >= DOCUMENTS_KEPT) {
      known.clear();
    }
    known.set(query, document);
    return document;
  }
}

function check(schema: GraphQLSchema, query: string): DocumentNode | readonly GraphQLError[] {
  try {
    const document = parse(query, { maxTokens: 20_000 });
    const errors = validate(schema, document);
    return errors.length > 0 ? errors : document;
  } catch (error) {
    if (error instanceof GraphQLError) {
      return [error];
    }
    throw error;
  }
}
