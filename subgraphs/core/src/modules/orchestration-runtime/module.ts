import { type Clock, type Logger, newId, type PubSub, type Session } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import type { Audit } from '../audit/index.ts';
import type { Expressions } from '../expressions/index.ts';
import { type DefinitionRecord, type Definitions, maySee, mayUse } from '../orchestration-design/index.ts';
import { RunMutations } from './api/run.mutations.ts';
import { RunQueries } from './api/run.queries.ts';
import { runChangedResolver } from './api/run-changed.resolver.ts';
import { NodeRunFieldsResolver, RunFieldsResolver } from './api/run-fields.resolver.ts';
import { type AnswerCallInput, createCallAnswerer } from './app/answer-call.ts';
import { createCountBatch } from './app/count-batch.ts';
import { Catalogue } from './app/engine/catalogue.ts';
import { Engine } from './app/engine/engine.ts';
import { Ownership } from './app/engine/ownership.ts';
import { Plans } from './app/engine/plans.ts';
import { createRunOperator, type OperateRunInput } from './app/operate-run.ts';
import { createRunPreviewer, type RunPreview } from './app/preview-run.ts';
import { createRunStarter, type RunOutcome, type StartRunInput } from './app/start-run.ts';
import { publishRun } from './app/watch-runs.ts';
import { createAuditLog } from './data/audit-log.ts';
import { createObjectFinder } from './data/object-finder.ts';
import { openRunStore } from './data/open-run-store.ts';
import { RunReader, type StatusCounts } from './data/run-reader.ts';
import type { Plan } from './domain/plan.ts';
import type { RunRow } from './domain/run.ts';
import type { InterfaceCaller, ServiceFinder, VariableFinder } from './ports.ts';

export type RuntimeDeps = {
  readonly database: CoreDatabase;
  /** Names this installation's process over restarts: it finds its own runs again at once. */
  readonly instance: string;
  /** How often this process renews its lease; the usual time when absent. */
  readonly renewMs?: number;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly pubSub: PubSub;
  readonly audit: Audit;
  readonly definitions: Pick<Definitions, 'find' | 'hidden'>;
  readonly services: ServiceFinder;
  readonly variables: VariableFinder;
  readonly expressions: Pick<Expressions, 'evaluate'>;
  readonly caller: InterfaceCaller;
};

export type RunReads = {
  readonly reader: RunReader;
  /** A run as the person may see it: as its orchestration is. */
  readonly seen: (runId: string, session: Session) => Promise<RunRow | null>;
  /** Orchestrations whose runs are not there for the person. */
  readonly hidden: (session: Session) => Promise<readonly string[]>;
  readonly counts: (runId: string) => Promise<StatusCounts>;
  readonly definition: (id: string) => Promise<DefinitionRecord | null>;
  readonly plan: (definitionId: string) => Promise<Plan | null>;
  readonly preview: (
    input: { definitionId: string; rootObjectId: string },
    session: Session,
  ) => Promise<RunPreview | null>;
};
export type RunCommands = {
  readonly start: (input: StartRunInput, session: Session) => Promise<RunOutcome>;
  readonly operate: (input: OperateRunInput, session: Session) => Promise<RunOutcome>;
  readonly answer: (input: AnswerCallInput, session: Session) => Promise<RunOutcome>;
};

type ResolverClass = new (...dependencies: never[]) => object;
export type OrchestrationRuntimeModule = {
  readonly resolvers: readonly (readonly [ResolverClass, object])[];
  readonly commands: RunCommands;
  readonly reads: RunReads;
  /** Takes over what was in flight when the last process ended, and goes on doing so for others. */
  readonly start: () => Promise<void>;
  /** Lets calls that are about to end come home, then gives the lease up. */
  readonly stop: () => Promise<void>;
};

const STOP_PATIENCE_MS = 3_000;

/** Makes the engine and everything that shows it. */
export async function createOrchestrationRuntimeModule(deps: RuntimeDeps): Promise<OrchestrationRuntimeModule> {
  const { store, lanes } = await openRunStore(deps.database.url);
  const owner = { id: newId('own'), instance: deps.instance };
  const objects = createObjectFinder(deps.expressions);
  const catalogue = new Catalogue(deps);
  const plans = new Plans(deps.definitions);
  const reader = new RunReader(deps.database.client);
  const audit = createAuditLog(deps);
  const onCommitted = (item: Parameters<typeof publishRun>[1]) => publishRun(deps.pubSub, item);
  const engine = new Engine({ ...deps, store, lanes, owner, plans, catalogue, objects, onCommitted });
  const ownership = new Ownership({ store, engine, owner, logger: deps.logger, renewMs: deps.renewMs });
  const commands: RunCommands = {
    start: createRunStarter({ ...deps, engine, store, owner, objects, catalogue, audit }),
    answer: createCallAnswerer({ engine, audit }),
    operate: createRunOperator({
      ...{ engine, audit, wasDoneSince: (...asked) => reader.wasDoneSince(...asked) },
      mayOperate: async (runId, session) => {
        const run = await reader.find(runId);
        const definition = run && (await deps.definitions.find(run.definitionId));
        return !definition || mayUse(session, definition);
      },
    }),
  };
  const reads: RunReads = {
    reader,
    seen: async (runId, session) => {
      const run = await reader.find(runId);
      const definition = run && (await deps.definitions.find(run.definitionId));
      return !definition || maySee(session, definition) ? run : null;
    },
    hidden: (session) => deps.definitions.hidden(session),
    counts: createCountBatch(reader),
    definition: (id) => deps.definitions.find(id),
    plan: (definitionId) => plans.of(definitionId),
    preview: createRunPreviewer({ ...deps, objects, catalogue }),
  };
  return {
    resolvers: resolversOf(deps.pubSub, commands, reads),
    commands,
    reads,
    start: () => ownership.start(),
    stop: async () => {
      await ownership.stop();
      await engine.stop(STOP_PATIENCE_MS);
      await ownership.release();
      await store.close();
    },
  };
}

function resolversOf(pubSub: PubSub, commands: RunCommands, reads: RunReads): OrchestrationRuntimeModule['resolvers'] {
  return [
    [RunQueries, new RunQueries(reads)],
    [RunMutations, new RunMutations(commands, reads)],
    [RunFieldsResolver, new RunFieldsResolver(reads)],
    [NodeRunFieldsResolver, new NodeRunFieldsResolver()],
    runChangedResolver(pubSub, reads),
  ];
}
