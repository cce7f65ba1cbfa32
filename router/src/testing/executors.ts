import { createLogger } from '@wecube/kit';
import { type GraphQLSchema, parse, validate } from 'graphql';
import type { ExecutorOptions } from '../execution/executor-options.ts';
import { plainAnswer } from '../execution/raw-json.ts';
import type { GatewayRequestContext } from '../federation/gateway-types.ts';
import { HotSwapGateway } from '../federation/hot-swap-gateway.ts';
import { choosePlanner, type PlannerChoice } from '../planning/choose-planner.ts';
import { requestContext } from '../router-context.ts';
import { InProcessSubgraph, type SubgraphParts } from './in-process-subgraph.ts';
import { composeSupergraph } from './test-supergraph.ts';

export type TestAnswer = { data?: unknown; errors?: unknown[]; extensions?: unknown };
export type Executor = Awaited<ReturnType<typeof startExecutor>>;

/** A graph of subgraphs in this process, executed in one of the ways the router knows. */
export async function startExecutor(
  parts: readonly SubgraphParts[],
  options: ExecutorOptions & { planner?: PlannerChoice },
) {
  const logger = createLogger('router', { level: 'silent' });
  const subgraphs = new Map(parts.map((part) => [part.name, new InProcessSubgraph(part)]));
  const supergraphSdl = composeSupergraph(parts.map(({ name, sdl }) => ({ name, sdl, url: 'http://in-process' })));
  const makePlanner = await choosePlanner(options.planner ?? 'js', logger);
  const hotSwap = new HotSwapGateway(supergraphSdl, (name) => subgraphs.get(name), logger, { ...options, makePlanner });
  await hotSwap.gateway.load();
  return {
    hotSwap,
    supergraphSdl,
    subgraphs,
    schema: hotSwap.current.schema as GraphQLSchema,
    /** Throws for a document that is not valid. Errors come as clients could see them, in no particular order. */
    async run(source: string, variables: Record<string, unknown> = {}, operationName?: string): Promise<TestAnswer> {
      const document = parse(source);
      const [invalid] = validate(hotSwap.current.schema, document);
      if (invalid) throw invalid;
      const request = { query: source, variables, ...(operationName && { operationName }) };
      const context = requestContext({ session: null, requestId: 'req_test' });
      const asked = {
        request,
        source,
        queryHash: source,
        document,
        context,
        metrics: {},
        schema: hotSwap.current.schema,
      };
      return readable(await hotSwap.current.execute(asked as unknown as GatewayRequestContext));
    },
  };
}

function readable(answer: object): TestAnswer {
  const { data, errors, extensions } = plainAnswer(answer as TestAnswer);
  const plain = errors?.map((error) =>
    JSON.stringify(error instanceof Error && !('toJSON' in error) ? error.message : error),
  );
  return {
    // As text, so that the order of fields counts.
    ...(data !== undefined && { data: JSON.stringify(data) }),
    ...(plain && { errors: plain.sort().map((text) => JSON.parse(text)) }),
    ...(extensions !== undefined && { extensions: JSON.parse(JSON.stringify(extensions)) }),
  };
}
