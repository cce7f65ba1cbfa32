import type { ApolloServer } from '@apollo/server';
import { AppError, type Logger } from '@wecube/kit';
import { type ExecutionResult, GraphQLError, type GraphQLSchema, getOperationAST } from 'graphql';
import { checkOperation } from '../http/graphql-server.ts';
import { presentError } from '../present-error.ts';
import type { RouterContext } from '../router-context.ts';
import type { ClientDocuments } from './client-documents.ts';
import type { ClientQueue } from './client-queue.ts';
import type { SubscriptionRouter } from './route-subscription.ts';

export type OperationRequest = {
  query: string;
  operationName?: string | null;
  variables?: Record<string, unknown> | null;
};

/** What came of an operation: a stream, one result, or the errors for which it was not run. */
export type StartedOperation =
  | { stream: ClientQueue }
  | { result: ExecutionResult }
  | { errors: readonly (GraphQLError | AppError)[] };

export type ClientOperationsOptions = {
  apollo: ApolloServer<RouterContext>;
  /** The schema that new operations are checked against. */
  currentSchema(): GraphQLSchema;
  documents: ClientDocuments;
  subscriptions: SubscriptionRouter;
  logger: Logger;
};

/** Operations that come over a connection that stays, of all three kinds; the transports only carry what comes of them. */
export class ClientOperations {
  /** The text of results without errors: the same for every client who shares a stream. */
  readonly #texts = new WeakMap<ExecutionResult, string>();

  constructor(private readonly options: ClientOperationsOptions) {}

  /** Never rejects but for bugs. `readOnly` refuses mutations. */
  async start(request: OperationRequest, context: RouterContext, readOnly = false): Promise<StartedOperation> {
    try {
      const schema = this.options.currentSchema();
      const { document, errors } = this.options.documents.read(schema, request.query);
      if (errors.length > 0) return { errors };
      const operation = getOperationAST(document, request.operationName);
      if (!operation) throw unknownOperation(request.operationName);
      checkOperation(document, operation, context.session);
      if (operation.operation === 'mutation' && readOnly) throw mutationByGet();
      if (operation.operation !== 'subscription') return { result: await this.#execute(request, context) };
      const { query: source, operationName, variables } = request;
      const started = this.options.subscriptions.subscribe({
        source,
        operationName,
        variables: { ...variables },
        context,
      });
      return 'errors' in started ? { errors: started.errors } : { stream: started };
    } catch (error) {
      if (error instanceof GraphQLError || error instanceof AppError) return { errors: [error] };
      throw error;
    }
  }

  /** The JSON of a result as this client may see it. */
  print(result: ExecutionResult, requestId: string): string {
    if (result.errors) return JSON.stringify({ ...result, errors: this.present(result.errors, requestId) });
    const known = this.#texts.get(result);
    if (known !== undefined) return known;
    const text = JSON.stringify(result);
    this.#texts.set(result, text);
    return text;
  }

  present(errors: readonly unknown[], requestId: string) {
    return errors.map((error) => presentError(error, requestId, this.options.logger));
  }

  async #execute({ query, operationName, variables }: OperationRequest, context: RouterContext) {
    const request = { query, operationName: operationName ?? undefined, variables: { ...variables } };
    const { body } = await this.options.apollo.executeOperation(request, { contextValue: context });
    if (body.kind !== 'single') throw new Error('Incremental answers are not supported.');
    return body.singleResult as ExecutionResult;
  }
}

function unknownOperation(name: string | null | undefined): GraphQLError {
  const message = name
    ? `The document has no operation "${name}".`
    : 'The document has several operations or none; name one.';
  return new GraphQLError(message, { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } });
}

function mutationByGet(): AppError {
  return new AppError('BAD_REQUEST', 'A mutation needs POST.', { status: 405 });
}
