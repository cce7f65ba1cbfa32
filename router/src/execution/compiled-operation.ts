import { type Operation, operationFromDocument, type Schema } from '@apollo/federation-internals';
import { type DocumentNode, type GraphQLSchema, Kind, type OperationDefinitionNode, visit } from 'graphql';
import type { SubgraphAnswer } from '../federation/subgraph.ts';
import type { PlanNode } from '../planning/query-plan.ts';
import { compilePlan } from './compile-plan.ts';
import { completeCarefully } from './complete-carefully.ts';
import { UNUSUAL } from './json-writers.ts';
import { dataTextOf, type Passthrough, passthroughOf } from './passthrough.ts';
import { RawJson } from './raw-json.ts';
import type { Run, SendFetch, Step } from './run.ts';
import type { Fragments } from './selections.ts';
import { compileSerializer, type Serialize } from './serializer.ts';
import { mayShareObjects } from './sharing.ts';
import type { TypeTest } from './type-tests.ts';
import { variableMembers } from './variables.ts';

/** What an operation came to, in the shape of the gateway. Errors are GraphQL errors, or faults of the router. */
export type ExecutionAnswer = {
  errors?: readonly unknown[];
  data?: RawJson | Record<string, unknown> | null;
  extensions?: Record<string, unknown>;
};

/** Why an operation, or one answer of it, was left to Apollo's own code. */
export type BailReason = 'introspection' | 'reserved-name' | 'not-compiled' | 'too-large' | 'unusual-value';

/** How an operation was answered. */
export type ExecutionWay = 'passthrough' | 'compiled' | 'apollo';

export type CompiledOperationInput = {
  schema: GraphQLSchema;
  apiSchema: Schema;
  supergraphSchema: GraphQLSchema;
  isOfType: TypeTest;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  fragments: Fragments;
  plan: PlanNode | undefined;
  passthrough: boolean;
  onBail(reason: BailReason): void;
  onWay(way: ExecutionWay): void;
};

/** Combinations of @skip and @include values that one operation is compiled for at a time. */
const MAX_SERIALIZERS = 32;

/** One operation of one version of the graph, with its plan and the writing of its answer compiled to functions. */
export class CompiledOperation {
  readonly #step: Step | undefined;
  readonly #apollo: Operation;
  readonly #passthrough: Passthrough | null;
  readonly #conditionVariables: readonly string[];
  readonly #serializers = new Map<string, Serialize | null>();

  constructor(private readonly input: CompiledOperationInput) {
    const { apiSchema, document, operation, fragments, plan, supergraphSchema, isOfType } = input;
    // Only the operation itself: other ones of the document may have fragments that it does not know.
    const own: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...Object.values(fragments)] };
    this.#apollo = operationFromDocument(apiSchema, own, { validate: false });
    this.#conditionVariables = conditionVariablesOf(document);
    this.#passthrough = input.passthrough ? passthroughOf(input) : null;
    const { variableDefinitions } = this.#apollo;
    const mayShare = plan !== undefined && mayShareObjects(document, plan);
    this.#step = plan && compilePlan(plan, { schema: supergraphSchema, isOfType, variableDefinitions, mayShare });
  }

  async execute(variables: Run['variables'], send: SendFetch): Promise<ExecutionAnswer> {
    const passed = this.#passthrough && (await this.#passThrough(this.#passthrough, variables, send));
    const goesThrough = passed && 'data' in passed;
    this.input.onWay(goesThrough ? 'passthrough' : 'compiled');
    if (goesThrough) return passed;
    // What was fetched already but could not go through is not fetched again.
    const answerOnce: SendFetch = passed ? async () => passed.answer() : send;
    return this.#run(variables, answerOnce);
  }

  /** The one fetch whose answer may be the client's; null when there is more to do. */
  get passthrough(): Passthrough | null {
    return this.#passthrough;
  }

  /** The answer of that fetch went to the client. */
  wentThrough(): void {
    this.input.onWay('passthrough');
  }

  /** Answers with what that fetch brought. */
  lookAt(fetched: Promise<SubgraphAnswer>, variables: Run['variables']): Promise<ExecutionAnswer> {
    this.input.onWay('compiled');
    return this.#run(variables, () => fetched);
  }

  async #run(variables: Run['variables'], send: SendFetch): Promise<ExecutionAnswer> {
    const run: Run = { variables, data: {}, errors: [], send, shared: false };
    await this.#step?.(run, [run.data], []);
    const text = this.#serialize(run);
    if (text === null) return completeCarefully(this.#apollo, run);
    const data = new RawJson(text);
    return run.errors.length > 0 ? { errors: run.errors, data } : { data };
  }

  #serialize(run: Run): string | null {
    try {
      const serialize = this.#serializerFor(run.variables);
      if (serialize) return serialize(run.data, run.shared);
      this.input.onBail('too-large');
    } catch (error) {
      if (error !== UNUSUAL) throw error;
      this.input.onBail('unusual-value');
    }
    return null;
  }

  #serializerFor(variables: Run['variables']): Serialize | null {
    const defaults = this.#conditionVariables.length > 0 ? this.#apollo.collectDefaultedVariableValues() : {};
    const conditions = Object.fromEntries(
      this.#conditionVariables.map((name) => [name, variables[name] ?? defaults[name]]),
    );
    const key = JSON.stringify(conditions);
    const known = this.#serializers.get(key);
    if (known !== undefined) return known;
    const serialize = compileSerializer({ ...this.input, conditions });
    this.#serializers.set(key, serialize);
    if (this.#serializers.size > MAX_SERIALIZERS)
      this.#serializers.delete(this.#serializers.keys().next().value as string);
    return serialize;
  }

  async #passThrough(
    { serviceName, operation, variableUsages }: Passthrough,
    variables: Run['variables'],
    send: SendFetch,
  ) {
    const members = `{${variableMembers(variableUsages, variables)}}`;
    try {
      const answer = await send({ serviceName, operation, variables: members, path: [], options: { raw: true } });
      const text = dataTextOf(answer.text);
      return text === null ? { answer: () => answer } : { data: new RawJson(text) };
    } catch (error) {
      return {
        answer: () => {
          throw error;
        },
      };
    }
  }
}

/** Why an operation cannot be compiled; null when it can. */
export function cannotCompile(document: DocumentNode): BailReason | null {
  let reason: BailReason | null = null;
  visit(document, {
    [Kind.FIELD]({ name, alias }) {
      if (name.value === '__schema' || name.value === '__type') reason ??= 'introspection';
      // Objects of parsed JSON inherit these.
      if ((alias?.value ?? name.value) in Object.prototype) reason = 'reserved-name';
    },
    [Kind.VARIABLE_DEFINITION]({ variable }) {
      if (variable.name.value === 'representations') reason = 'reserved-name';
    },
  });
  return reason;
}

function conditionVariablesOf(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    [Kind.DIRECTIVE](directive) {
      if (directive.name.value !== 'skip' && directive.name.value !== 'include') return;
      const value = directive.arguments?.[0]?.value;
      if (value?.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}
