import { type ApolloServer, HeaderMap } from '@apollo/server';
import type { HotPath } from '../http/hot-path.ts';
import type { RouterContext } from '../router-context.ts';

type Operation = { query: string; variables: Record<string, unknown> };
type Answer = { data?: unknown; errors?: { message: string; extensions?: { code?: string } }[] };

const JSON_TYPE = 'application/json';
const HEADERS = new HeaderMap([
  ['content-type', JSON_TYPE],
  ['accept', JSON_TYPE],
]);

/** Operations that the router itself makes of requests in other protocols: the same graph, the same rights, no HTTP. */
export class OwnOperations {
  constructor(
    private readonly apollo: ApolloServer<RouterContext>,
    private readonly hotPath: HotPath,
  ) {}

  /** What a client of the graph would be answered. */
  async execute(operation: Operation, context: RouterContext): Promise<Answer> {
    const { body } =
      (await this.hotPath.answer(operation, JSON_TYPE, context)) ?? (await this.#ask(operation, context));
    if (body.kind !== 'complete') throw new Error('the answer comes in parts');
    return JSON.parse(body.string) as Answer;
  }

  #ask(body: Operation, context: RouterContext) {
    const httpGraphQLRequest = { method: 'POST', headers: HEADERS, search: '', body };
    return this.apollo.executeHTTPGraphQLRequest({ httpGraphQLRequest, context: async () => context });
  }
}
