import {
  type Connection,
  ConnectionArgs,
  type GraphContext,
  OrderDirection,
  pageArgs,
  requireAction,
  type Session,
  toConnection,
} from '@wecube/kit';
import { Arg, Args, Authorized, Ctx, ID, Query, Resolver } from 'type-graphql';
import { presentObject } from '../../expressions/index.ts';
import { type DefinitionRecord, presentDefinition } from '../../orchestration-design/index.ts';
import type { RunPreview } from '../app/preview-run.ts';
import { toLive } from '../app/watch-runs.ts';
import { eventCursor, runCursor } from '../data/run-reader.ts';
import type { RunReads } from '../module.ts';
import { presentEvent, presentRun } from './present-run.ts';
import {
  PreviewRunInput,
  RunConnection,
  RunEventConnection,
  type RunEventType,
  RunFilterInput,
  RunOrderInput,
  RunPreviewType,
  RunType,
} from './run.types.ts';
import { runPreviewMissing } from './run-errors.ts';

@Resolver()
export class RunQueries {
  constructor(private readonly reads: RunReads) {}

  @Authorized('run:read')
  @Query(() => RunConnection)
  async runs(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() { session }: GraphContext,
    @Arg('where', () => RunFilterInput, { nullable: true }) where?: RunFilterInput | null,
    @Arg('orderBy', () => RunOrderInput, { nullable: true }) orderBy?: RunOrderInput | null,
  ): Promise<Connection<RunType>> {
    const page = pageArgs(args);
    const direction = orderBy?.direction === OrderDirection.ASC ? 'asc' : 'desc';
    const filter = { ...where, without: await this.reads.hidden(session as Session) };
    const rows = await this.reads.reader.page(filter, direction, page);
    return toConnection({
      rows,
      page,
      cursorOf: runCursor,
      count: () => this.reads.reader.count(filter),
      present: presentRun,
    });
  }

  @Authorized('run:read')
  @Query(() => RunType, { nullable: true })
  async run(@Arg('id', () => ID) id: string, @Ctx() { session }: GraphContext): Promise<RunType | null> {
    const row = await this.reads.seen(id, session as Session);
    return row && presentRun(row);
  }

  @Authorized('run:read')
  @Query(() => RunEventConnection, { description: 'What happened to a run, oldest first.' })
  async runEvents(
    @Arg('runId', () => ID) runId: string,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() { session }: GraphContext,
  ): Promise<Connection<RunEventType>> {
    const page = pageArgs(args);
    const isSeen = (await this.reads.seen(runId, session as Session)) !== null;
    const rows = isSeen ? await this.reads.reader.events(runId, page) : [];
    const present = (event: (typeof rows)[number]) => presentEvent(toLive(event));
    return toConnection({
      rows,
      page,
      cursorOf: eventCursor,
      count: async () => (isSeen ? this.reads.reader.countEvents(runId) : 0),
      present,
    });
  }

  @Authorized('run:start')
  @Query(() => RunPreviewType, { description: 'Which objects each node would touch if the run were started now.' })
  async previewRun(
    @Arg('input', () => PreviewRunInput) input: PreviewRunInput,
    @Ctx() { session }: GraphContext,
  ): Promise<RunPreviewType> {
    requireAction(session, 'run:start');
    const preview = await this.reads.preview(input, session);
    const definition = preview && (await this.reads.definition(input.definitionId));
    if (!preview || !definition) throw runPreviewMissing(input.definitionId);
    return presentPreview(preview, definition);
  }
}

function presentPreview({ root, nodes, problems }: RunPreview, definition: DefinitionRecord): RunPreviewType {
  return {
    definition: presentDefinition(definition),
    rootObject: root && presentObject(root),
    problems: problems as RunPreviewType['problems'],
    nodes: nodes.map(({ node, objects, resolvedNow, problems: found }) => ({
      nodeId: node.id,
      name: node.name,
      type: node.type,
      service: node.service,
      objects: objects.map(presentObject),
      resolvedNow,
      problems: found as RunPreviewType['problems'],
    })),
  };
}
