import { type GraphContext, requireAction } from '@wecube/kit';
import { type ExecutionResult, GraphQLError, Kind, OperationTypeNode, parse } from 'graphql';
import { z } from 'zod';
import { PluginError, type WecubeRestClient } from '../wecube-rest/index.ts';
import type { RegistryPackage } from './core-registry.ts';
import { type BuildFailure, type GraphPart, graphqlPathOf, subgraphName } from './package-subgraphs.ts';

const SCHEMA_TIMEOUT_MS = 5_000;
const SERVICE_QUERY = '{ _service { sdl } }';
const serviceSchema = z.object({ data: z.object({ _service: z.object({ sdl: z.string().min(1) }) }) });

const errorSchema = z.object({
  message: z.string(),
  path: z.array(z.union([z.string(), z.number()])).nullish(),
  extensions: z.record(z.string(), z.unknown()).nullish(),
});
const answerSchema = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(errorSchema).nullish(),
});

export type GraphRequest = {
  query: string;
  variables?: Record<string, unknown> | null | undefined;
  operationName?: string | null | undefined;
};

/** A subgraph that a plugin serves itself. */
export type NativeSubgraph = GraphPart & {
  /** Passes an operation of the router on to a running instance, for who may. */
  forward(request: GraphRequest, context: GraphContext): Promise<ExecutionResult>;
};

/**
 * Subgraphs of plugins that speak GraphQL. The router reaches them through the adapter host: a plugin is shown the
 * platform's token for it, never the signed session of a user, with which it could act as that user elsewhere.
 */
export class NativeSubgraphs {
  #served = new Map<string, NativeSubgraph>();

  constructor(private readonly client: WecubeRestClient) {}

  find(packageName: string): NativeSubgraph | undefined {
    return this.#served.get(packageName);
  }

  all(): NativeSubgraph[] {
    return [...this.#served.values()];
  }

  /** Asks every such plugin for its schema. One that does not run keeps the schema it had; one that never ran has none yet. */
  async follow(packages: readonly RegistryPackage[]): Promise<BuildFailure[]> {
    const next = new Map<string, NativeSubgraph>();
    const failed: BuildFailure[] = [];
    await Promise.all(
      packages.map(async (entry) => {
        const path = graphqlPathOf(entry);
        if (path === null) return;
        const former = this.#served.get(entry.name);
        if (former) next.set(entry.name, former);
        if (entry.targets.length === 0) return;
        try {
          next.set(entry.name, await this.#read(entry.name, path));
        } catch (error) {
          failed.push({ packageName: entry.name, error: `${path} does not serve a subgraph: ${wordsOf(error)}` });
        }
      }),
    );
    this.#served = next;
    return failed;
  }

  async #read(packageName: string, path: string): Promise<NativeSubgraph> {
    const call = {
      ...{ packageName, path, operator: 'platform', requestId: `graph_${packageName}`, isQuery: true },
      // The others wait meanwhile.
      signal: AbortSignal.timeout(SCHEMA_TIMEOUT_MS),
    };
    const answer = serviceSchema.safeParse(await this.client.askGraph({ ...call, request: { query: SERVICE_QUERY } }));
    if (!answer.success) throw new Error('it does not answer { _service { sdl } }.');
    const { sdl } = answer.data.data._service;
    refuseSubscriptions(sdl);
    const forward = (request: GraphRequest, context: GraphContext) =>
      this.#forward(packageName, path, request, context);
    return { packageName, subgraphName: subgraphName(packageName), sdl, forward };
  }

  async #forward(
    packageName: string,
    path: string,
    { query, variables, operationName }: GraphRequest,
    { session, requestId, logger, signal }: GraphContext,
  ): Promise<ExecutionResult> {
    const isQuery = onlyReads(query);
    requireAction(session, isQuery ? 'object:read' : 'object:write');
    const operator = session?.name ?? '';
    if (!isQuery) logger.info({ packageName, operator, operationName }, 'a plugin is asked to change something');
    const request = { query, variables, operationName };
    try {
      const call = { packageName, path, request, isQuery, operator, requestId, ...(signal && { signal }) };
      return toResult(answerSchema.parse(await this.client.askGraph(call)));
    } catch (error) {
      if (!(error instanceof PluginError)) throw error;
      return { errors: [new GraphQLError(error.message, { originalError: error })] };
    }
  }
}

function toResult({ data, errors }: z.infer<typeof answerSchema>): ExecutionResult {
  const told = errors?.map(
    ({ message, path, extensions }) => new GraphQLError(message, { path: path ?? undefined, extensions }),
  );
  return { ...(data !== undefined && { data }), ...(told?.length && { errors: told }) };
}

function onlyReads(query: string): boolean {
  return parse(query, { noLocation: true, maxTokens: 20_000 }).definitions.every(
    (definition) => definition.kind !== Kind.OPERATION_DEFINITION || definition.operation === OperationTypeNode.QUERY,
  );
}

function refuseSubscriptions(sdl: string): void {
  const subscribes = parse(sdl, { noLocation: true }).definitions.some(
    (definition) =>
      (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION) &&
      definition.name.value === 'Subscription',
  );
  if (subscribes) throw new Error('it has subscriptions, which are not carried from plugins; leave them out.');
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
