import { can, type GraphContext, type Said, SentenceObject } from '@wecube/kit';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { DefinitionType, presentDefinition } from '../../orchestration-design/index.ts';
import { describeFailure } from '../domain/describe-failure.ts';
import type { OperationKind } from '../domain/events.ts';
import { nodeOperations, runOperations } from '../domain/operate.ts';
import type { Attempt } from '../domain/run.ts';
import type { RunReads } from '../module.ts';
import { presentAttempt, presentCounts, presentNodes } from './present-run.ts';
import { AttemptType, BindingType, NodeRunType, OperationKindEnum, RunCountsType, RunType } from './run.types.ts';

@Resolver(() => RunType)
export class RunFieldsResolver {
  constructor(private readonly reads: RunReads) {}

  @FieldResolver(() => DefinitionType)
  async definition(@Root() { row }: RunType): Promise<DefinitionType> {
    const definition = await this.reads.definition(row.definitionId);
    if (!definition) throw new Error(`the definition ${row.definitionId} of run ${row.id} is gone`);
    return presentDefinition(definition);
  }

  @FieldResolver(() => [NodeRunType])
  async nodes(@Root() { row }: RunType): Promise<NodeRunType[]> {
    const [plan, nodes] = await Promise.all([this.reads.plan(row.definitionId), this.reads.reader.nodes(row.id)]);
    return plan ? presentNodes(row, plan, nodes, this.attemptsOnce(row.id)) : [];
  }

  @FieldResolver(() => RunCountsType)
  async counts(@Root() { row }: RunType): Promise<RunCountsType> {
    return presentCounts(row, await this.reads.counts(row.id));
  }

  @FieldResolver(() => [OperationKindEnum], { description: 'What this session may do with the run now.' })
  async operations(@Root() { row }: RunType, @Ctx() { session }: GraphContext): Promise<readonly OperationKind[]> {
    if (!can(session, 'run:operate')) return [];
    const counts = await this.reads.counts(row.id);
    return runOperations(row, counts.keys());
  }

  /** The attempts of all nodes are read together, and only if some node's are asked for. */
  private attemptsOnce(runId: string): NodeRunType['readAttempts'] {
    let read: Promise<ReadonlyMap<string, readonly Attempt[]>> | undefined;
    return () => {
      read ??= this.reads.reader.attempts(runId).then(byNode);
      return read;
    };
  }
}

function byNode(attempts: readonly Attempt[]): ReadonlyMap<string, readonly Attempt[]> {
  const nodes = new Map<string, Attempt[]>();
  for (const attempt of attempts) nodes.set(attempt.nodeId, [...(nodes.get(attempt.nodeId) ?? []), attempt]);
  return nodes;
}

@Resolver(() => NodeRunType)
export class NodeRunFieldsResolver {
  @FieldResolver(() => [BindingType])
  bindings(@Root() { node }: NodeRunType): BindingType[] {
    return (node.rows ?? []).map(({ errorParameters = null, ...row }) => ({
      ...row,
      errorParameters,
    }));
  }

  @FieldResolver(() => [AttemptType])
  async attempts(@Root() parent: NodeRunType): Promise<AttemptType[]> {
    return (await attemptsOf(parent)).map(presentAttempt);
  }

  @FieldResolver(() => [OperationKindEnum])
  operations(@Root() { run, node, planNode }: NodeRunType, @Ctx() { session }: GraphContext): readonly OperationKind[] {
    return can(session, 'run:operate') ? nodeOperations(run, node.status, planNode) : [];
  }

  @FieldResolver(() => String, { nullable: true, description: 'What was changed, in words, when it failed.' })
  async changed(@Root() parent: NodeRunType): Promise<string | null> {
    return (await this.failure(parent)).changed?.message ?? null;
  }

  @FieldResolver(() => String, { nullable: true, description: 'What was not changed, in words, when it failed.' })
  async notChanged(@Root() parent: NodeRunType): Promise<string | null> {
    return (await this.failure(parent)).notChanged?.message ?? null;
  }

  @FieldResolver(() => SentenceObject, { nullable: true, description: 'What was changed, by code.' })
  async changedText(@Root() parent: NodeRunType): Promise<Said | null> {
    return (await this.failure(parent)).changed;
  }

  @FieldResolver(() => SentenceObject, { nullable: true, description: 'What was not changed, by code.' })
  async notChangedText(@Root() parent: NodeRunType): Promise<Said | null> {
    return (await this.failure(parent)).notChanged;
  }

  private async failure(parent: NodeRunType) {
    return describeFailure(parent.node, await lastAttempt(parent));
  }
}

const attemptsOf = async (parent: NodeRunType): Promise<readonly Attempt[]> =>
  parent.node.attempts === 0 ? [] : ((await parent.readAttempts()).get(parent.nodeId) ?? []);

const lastAttempt = async (parent: NodeRunType): Promise<Attempt | null> => (await attemptsOf(parent)).at(-1) ?? null;
