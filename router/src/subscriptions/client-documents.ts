import { type DocumentNode, GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';
import { RecentlyUsed } from '../execution/recently-used.ts';
import { operationLimits } from '../http/operation-limits.ts';
import { PersistedOperations } from '../http/persisted-operations.ts';

/** Documents kept for each version of the graph, and the characters of their texts in all. */
const MOST_KEPT = { entries: 1_000, weight: 4_000_000 };

/** A document with what keeps it from running on the schema it was read for. */
export type ClientDocument = { document: DocumentNode; errors: readonly GraphQLError[] };

/** Documents of clients, parsed and checked once for each version of the graph: five hundred equal subscribers hold one. */
export class ClientDocuments {
  readonly #bySchema = new WeakMap<GraphQLSchema, RecentlyUsed<ClientDocument>>();

  constructor(private readonly persisted = new PersistedOperations()) {}

  /** Throws a GraphQLError with GRAPHQL_PARSE_FAILED for what is no GraphQL. */
  read(schema: GraphQLSchema, source: string): ClientDocument {
    const kept = this.#bySchema.get(schema) ?? new RecentlyUsed<ClientDocument>(MOST_KEPT);
    this.#bySchema.set(schema, kept);
    const known = kept.get(source);
    if (known) return known;
    const document = parseSource(source);
    const refusal = this.persisted.refusalOf(document);
    const read = { document, errors: refusal ? [refusal] : validate(schema, document).map(asValidationError) };
    kept.set(source, read, source.length);
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
