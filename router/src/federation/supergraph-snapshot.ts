import type { Schema } from '@apollo/federation-internals';
import { buildOperationContext, executeQueryPlan, type GraphQLDataSource } from '@apollo/gateway';
import type * as apollo from '@apollo/query-planner';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { CompiledOperation, cannotCompile, type ExecutionAnswer } from '../execution/compiled-operation.ts';
import type { ExecutorOptions } from '../execution/executor-options.ts';
import { KnownOperation } from '../execution/known-operation.ts';
import { plainAnswer } from '../execution/raw-json.ts';
import { RecentlyUsed } from '../execution/recently-used.ts';
import { type TypeTest, typeTestOf } from '../execution/type-tests.ts';
import { variableMembers } from '../execution/variables.ts';
import type { Planner } from '../planning/planner.ts';
import { type PlanNode, type QueryPlan, subscriptionPlanOf } from '../planning/query-plan.ts';
import type { RouterContext } from '../router-context.ts';
import type { GatewayExecutionResult, GatewayRequestContext } from './gateway-types.ts';
import { sendToServices, sendToSubgraphs } from './send-fetch.ts';
import type { PassedFetch, Subgraph } from './subgraph.ts';

/** How a subscription runs: `primary` streams its events, `rest` completes each of them. */
export type SubscriptionPlan = { primary: apollo.FetchNode; rest: apollo.PlanNode | undefined };

export type ServiceMap = Record<string, GraphQLDataSource>;

type OperationContext = ReturnType<typeof buildOperationContext>;

export type SnapshotParts = {
  /** What clients see, as Apollo Server validates against it. */
  schema: GraphQLSchema;
  apiSchema: Schema;
  supergraphSchema: GraphQLSchema;
  planner: Planner;
  /** Plans what Apollo's own executor is to run. */
  apolloPlanner: Planner;
  services: ServiceMap;
  subgraphNamed(name: string): Subgraph | undefined;
  options: ExecutorOptions;
};

/** Who is told of an operation that may go through: its bytes as characters, or how it was answered otherwise. */
type Passed = { passed(latin1: string): void; looked(answer: Promise<ExecutionAnswer>): void };

/** Operations kept ready, and the characters of their texts in all. */
const MOST_KNOWN = { entries: 2_000, weight: 20_000_000 };
/** A longer text is not used as a key: its hash is, and it takes the slow path each time. */
const LONGEST_KEY = 100_000;

/** One version of the graph, unchanged for as long as an operation or a subscription still runs on it. */
export class SupergraphSnapshot {
  readonly schema: GraphQLSchema;
  readonly services: ServiceMap;
  readonly #isOfType: TypeTest;
  readonly #known = new RecentlyUsed<Promise<KnownOperation>>(MOST_KNOWN);
  readonly #ready = new WeakMap<Promise<KnownOperation>, KnownOperation>();
  readonly #eventPlans = new WeakMap<apollo.QueryPlan, CompiledOperation | null>();

  constructor(private readonly parts: SnapshotParts) {
    this.schema = parts.schema;
    this.services = parts.services;
    this.#isOfType = typeTestOf(parts.supergraphSchema);
  }

  /** Answers a query or mutation that was validated against this snapshot. */
  async execute(request: GatewayRequestContext): Promise<GatewayExecutionResult> {
    const { document } = request;
    const { operationName, variables = {} } = request.request;
    const known = await this.#knownOperation(keyOf(request), document, operationName);
    const errors = known.variableErrors(variables);
    if (errors) return { errors };
    // Its type wants an object; data that is JSON text already is one for whoever looks at it.
    if (known.compiled)
      return this.#run(known.compiled, variables, contextOf(request)) as Promise<GatewayExecutionResult>;
    this.parts.options.onWay?.('apollo');
    const operation = this.operationContext(document, operationName);
    return this.#executeByApollo(known.plan as apollo.QueryPlan, request, operation, this.services);
  }

  /** An operation that was executed before on this snapshot, if it is compiled. */
  compiledOperation(source: string, operationName: string | undefined): KnownOperation | undefined {
    const known = source.length > LONGEST_KEY ? undefined : this.#known.get(nameKey(source, operationName));
    const ready = known && this.#ready.get(known);
    return ready?.compiled ? ready : undefined;
  }

  /** Runs an operation found by `compiledOperation`. */
  executeKnown({ compiled }: KnownOperation, variables: object, context: RouterContext): Promise<ExecutionAnswer> {
    if (!compiled) throw new Error('The operation is not compiled.');
    return this.#run(compiled, variables as Record<string, unknown>, context);
  }

  /** Runs one whose answer may be that of a subgraph, unread; false, and nothing done, when that is not so. */
  passKnown({ compiled }: KnownOperation, variables: object, context: RouterContext, then: Passed): boolean {
    const through = compiled?.passthrough;
    if (!compiled || !through) return false;
    const subgraph = this.parts.subgraphNamed(through.serviceName);
    if (!subgraph?.passThrough) return false;
    const given = variables as Record<string, unknown>;
    const fetch: PassedFetch = {
      operation: through.operation,
      variables: `{${variableMembers(through.variableUsages, given)}}`,
      passed: (latin1) => {
        compiled.wentThrough();
        then.passed(latin1);
      },
      looked: (answer) => then.looked(compiled.lookAt(answer, given)),
    };
    return subgraph.passThrough(fetch, context);
  }

  /** Plans a subscription that was validated against this snapshot. In Apollo's types; only `executePlan` looks inside. */
  planSubscription(document: DocumentNode, operationName?: string | null): SubscriptionPlan {
    const planner = this.#mayCompile(document) ? this.parts.planner : this.parts.apolloPlanner;
    return subscriptionPlanOf(planner.planNow({ document, operationName })) as SubscriptionPlan;
  }

  operationContext(document: DocumentNode, operationName?: string | null): OperationContext {
    return buildOperationContext({
      schema: this.schema,
      operationDocument: document,
      operationName: operationName ?? undefined,
    });
  }

  /** Runs a plan that `planSubscription` made, with services of the caller's choice. */
  async executePlan(
    plan: apollo.QueryPlan,
    request: GatewayRequestContext,
    operation: OperationContext,
    services: ServiceMap,
  ): Promise<GatewayExecutionResult> {
    const compiled = this.#eventPlan(plan, operation);
    if (!compiled) return this.#executeByApollo(plan, request, operation, services);
    const answer = await compiled.execute(request.request.variables ?? {}, sendToServices(services, request));
    return plainAnswer(answer) as GatewayExecutionResult;
  }

  #eventPlan(plan: apollo.QueryPlan, operation: OperationContext): CompiledOperation | null {
    const known = this.#eventPlans.get(plan);
    if (known !== undefined) return known;
    const document = documentOf(operation);
    const compiled = this.#mayCompile(document) ? this.#compile(document, operation, plan as QueryPlan, false) : null;
    this.#eventPlans.set(plan, compiled);
    return compiled;
  }

  #run(compiled: CompiledOperation, variables: Record<string, unknown>, context: RouterContext) {
    return compiled.execute(variables, sendToSubgraphs(this.parts.subgraphNamed, context));
  }

  #knownOperation(key: string, document: DocumentNode, operationName: string | undefined): Promise<KnownOperation> {
    const known = this.#known.get(key);
    if (known) return known;
    const preparing = this.#prepare(document, operationName);
    this.#known.set(key, preparing, key.length);
    preparing.then(
      (ready) => this.#ready.set(preparing, ready),
      () => this.#known.delete(key),
    );
    return preparing;
  }

  async #prepare(document: DocumentNode, operationName: string | undefined): Promise<KnownOperation> {
    const operation = this.operationContext(document, operationName);
    const known = (plan: QueryPlan, compiled: CompiledOperation | null) =>
      new KnownOperation(this.schema, document, operation.operation, plan, compiled);
    if (this.#mayCompile(document)) {
      const plan = await this.parts.planner.plan({ document, operationName });
      const compiled = this.#compileOrBail(document, operation, plan);
      if (compiled) return known(plan, compiled);
    }
    return known(await this.parts.apolloPlanner.plan({ document, operationName }), null);
  }

  #mayCompile(document: DocumentNode): boolean {
    const { executor, onBail } = this.parts.options;
    if (executor === 'apollo') return false;
    const reason = cannotCompile(document);
    if (reason) onBail?.(reason);
    return reason === null;
  }

  #compileOrBail(document: DocumentNode, operation: OperationContext, plan: QueryPlan): CompiledOperation | null {
    try {
      return this.#compile(document, operation, plan, this.parts.options.passthrough);
    } catch {
      this.parts.options.onBail?.('not-compiled');
      return null;
    }
  }

  #compile(document: DocumentNode, { operation, fragments }: OperationContext, plan: QueryPlan, passthrough: boolean) {
    const { schema, apiSchema, supergraphSchema, options } = this.parts;
    return new CompiledOperation({
      schema,
      apiSchema,
      supergraphSchema,
      isOfType: this.#isOfType,
      document,
      operation,
      fragments,
      plan: plan.node as PlanNode | undefined,
      passthrough,
      onBail: (reason) => options.onBail?.(reason),
      onWay: (way) => options.onWay?.(way),
    });
  }

  #executeByApollo(
    plan: apollo.QueryPlan,
    request: GatewayRequestContext,
    operation: OperationContext,
    services: ServiceMap,
  ): Promise<GatewayExecutionResult> {
    const { supergraphSchema, apiSchema } = this.parts;
    return executeQueryPlan(plan, services, request, operation, supergraphSchema, apiSchema);
  }
}

function keyOf({ source, queryHash, request }: GatewayRequestContext): string {
  const text = source.length > LONGEST_KEY ? queryHash : source;
  return nameKey(text, request.operationName);
}

// A name holds no space, so that the first one ends it.
function nameKey(text: string, operationName: string | undefined): string {
  return `${operationName ?? ''} ${text}`;
}

function contextOf({ context }: GatewayRequestContext): RouterContext {
  return context as unknown as RouterContext;
}

function documentOf({ operation, fragments }: OperationContext): DocumentNode {
  return { kind: 'Document' as DocumentNode['kind'], definitions: [operation, ...Object.values(fragments)] };
}
