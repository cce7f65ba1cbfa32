import { AppError } from '@wecube/kit';
import {
  buildASTSchema,
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  parse,
  subscribe,
} from 'graphql';
import type { RouterContext } from '../router-context.ts';
import type { GatewayGraphQLResponse } from './gateway-types.ts';
import type {
  EventSink,
  PreparedOperation,
  Subgraph,
  SubgraphAnswer,
  SubgraphFetch,
  SubgraphSubscription,
} from './subgraph.ts';

/** A subgraph that is executed in this process; `root` holds the resolvers of its root fields. */
export class LocalSubgraph implements Subgraph {
  readonly #schema: GraphQLSchema;
  readonly #documents = new WeakMap<PreparedOperation, DocumentNode>();

  constructor(
    readonly name: string,
    readonly sdl: string,
    private readonly root: Record<string, unknown>,
  ) {
    this.#schema = buildASTSchema(withoutSchemaExtensions(parse(sdl)), { assumeValidSDL: true });
  }

  async process({ request, context }: SubgraphFetch): Promise<GatewayGraphQLResponse> {
    const { query = '', operationName, variables } = request;
    const result = await this.#execute(parse(query), operationName, variables, context);
    // Plain objects: the executor merges into what it is given.
    return structuredClone(result) as GatewayGraphQLResponse;
  }

  async send(
    operation: PreparedOperation,
    variables: string | undefined,
    context: RouterContext,
  ): Promise<SubgraphAnswer> {
    const document = this.#documents.get(operation) ?? parse(operation.query);
    this.#documents.set(operation, document);
    const values = variables === undefined ? undefined : JSON.parse(variables);
    const text = JSON.stringify(await this.#execute(document, operation.operationName, values, context));
    return { text, json: () => JSON.parse(text) };
  }

  async #execute(
    document: DocumentNode,
    operationName: string | undefined,
    variableValues: Record<string, unknown> | undefined,
    contextValue: RouterContext,
  ): Promise<ExecutionResult> {
    const args = { document, operationName, variableValues, rootValue: this.root, contextValue };
    return withCodes(await execute({ schema: this.#schema, ...args }));
  }

  subscribe(subscription: SubgraphSubscription, context: RouterContext, sink: EventSink): () => void {
    let stop = (): void => {};
    const stopped = new Promise<void>((resolve) => {
      stop = resolve;
    });
    void this.#pump(subscription, context, sink, stopped);
    return stop;
  }

  async #pump(
    { query, variables, operationName }: SubgraphSubscription,
    context: RouterContext,
    sink: EventSink,
    stopped: Promise<void>,
  ): Promise<void> {
    const document = parse(query);
    const args = { document, operationName, variableValues: variables, rootValue: this.root, contextValue: context };
    const stream = await subscribe({ schema: this.#schema, ...args });
    if (!(Symbol.asyncIterator in stream)) {
      const [error] = withCodes(stream).errors ?? [];
      return sink.end(new GraphQLError(error?.message ?? 'failed', { extensions: error?.extensions }));
    }
    void stopped.then(() => stream.return(undefined));
    sink.ready?.(false);
    for await (const event of stream) sink.next(structuredClone(withCodes(event)), false);
    sink.end();
  }
}

function withoutSchemaExtensions(document: DocumentNode): DocumentNode {
  return { ...document, definitions: document.definitions.filter(({ kind }) => kind !== Kind.SCHEMA_EXTENSION) };
}

function withCodes(result: ExecutionResult): ExecutionResult {
  if (!result.errors) return result;
  return { ...result, errors: result.errors.map((error) => plainError(error) as GraphQLError) };
}

function plainError(error: GraphQLError): object {
  const { originalError } = error;
  if (!(originalError instanceof AppError)) return error.toJSON();
  const { code, retryable, extensions } = originalError;
  return { message: error.message, path: error.path, extensions: { ...extensions, code, retryable } };
}
