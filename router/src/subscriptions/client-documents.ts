import { type DocumentNode, GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';
import { operationLimits } from '../http/operation-limits.ts';
import { PersistedOperations } from '../http/persisted-operations.ts';

const MOST_KEPT = 1_000;

/** A document with what keeps it from running on the schema it was read for. */
export type ClientDocument = { document: DocumentNode; errors: readonly GraphQLError[] };

/** Documents of clients, parsed and checked once for each version of the graph: five hundred equal subscribers hold one. */
export class ClientDocuments {
  readonly #bySchema = new WeakMap<GraphQLSchema, Map<string, ClientDocument>>();

  constructor(private readonly persisted = new PersistedOperations()) {}

  /** Throws a GraphQLError with GRAPHQL_PARSE_FAILED for what is no GraphQL. */
  read(schema: GraphQLSchema, source: string): ClientDocument {
    const kept = this.#bySchema.get(schema) ?? new Map<string, ClientDocument>();
    this.#bySchema.set(schema, kept);
    const known = kept.get(source);
    if (known) return known;
    const document = parseSource(source);
    const refusal = this.persisted.refusalOf(document);
    const read = { document, errors: refusal ? [refusal] : validate(schema, document).map(asValidationError) };
    kept.set(source, read);
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value as string);
    return read;
  }
}

function parseSource(source: string): DocumentNode {
  try {
    return parse(source, { maxTokens: operationLimits.tokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const { message, source: at, positions } = error;
    throw new GraphQLError(message, { source: at, positions, extensions: { code: 'GRAPHQL_PARSE_FAILED' } });
  }
}

function asValidationError({ message, nodes }: GraphQLError): GraphQLError {
  return new GraphQLError(message, { nodes, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });
}
