import 'reflect-metadata';
import {
  createInProcessPubSub,
  createLogger,
  type PubSub,
  type Session,
  serviceSession,
  systemClock,
} from '@wecube/kit';
import { createWecubeRestClient } from '@wecube/plugin-adapters/wecube-rest';
import type { CoreDatabase } from '@wecube/prisma';
import { createAuditModule } from '../../audit/index.ts';
import {
  DEFAULT_SETTINGS,
  type DefinitionNode,
  type DefinitionRecord,
  EMPTY_NODE,
  maySee,
} from '../../orchestration-design/index.ts';
import type { ServiceSnapshot } from '../domain/events.ts';
import type { RunRow } from '../domain/run.ts';
import { createOrchestrationRuntimeModule, type OrchestrationRuntimeModule } from '../module.ts';
import { aNode, aService, readStep } from '../testing.ts';

/** The runtime on a real database with the real client of plugins; what other modules know is given as data. */
export type TestRuntime = OrchestrationRuntimeModule & {
  readonly session: Session;
  readonly pubSub: PubSub;
  /** Waits until the run satisfies the condition; fails after ten seconds. */
  until(runId: string, holds: (row: RunRow) => boolean): Promise<RunRow>;
};

export type TestWorld = {
  readonly database: CoreDatabase;
  readonly pluginUrl: string;
  readonly definitions: readonly DefinitionRecord[];
  readonly services?: readonly ServiceSnapshot[];
  readonly instance?: string;
  readonly renewMs?: number;
  /** Objects by expression; any other expression finds `h1`. */
  readonly objects?: Readonly<Record<string, readonly string[]>>;
};

export async function openRuntime(world: TestWorld): Promise<TestRuntime> {
  const { database, definitions } = world;
  const pubSub = createInProcessPubSub();
  const services = world.services ?? [aService()];
  const client = createWecubeRestClient({
    targets: async () => [{ instanceId: 'ins_1', baseUrl: world.pluginUrl, healthy: true }],
    token: async () => 'token',
  });
  const runtime = await createOrchestrationRuntimeModule({
    database,
    pubSub,
    ...(world.renewMs !== undefined && { renewMs: world.renewMs }),
    instance: world.instance ?? `test-${process.pid}-${Math.random()}`,
    clock: systemClock,
    logger: createLogger('test', { level: 'silent' }),
    audit: createAuditModule({ database, clock: systemClock }),
    definitions: {
      find: async (id) => definitions.find((definition) => definition.id === id) ?? null,
      hidden: async (session) => definitions.filter((one) => !maySee(session, one)).map(({ id }) => id),
    },
    services: { find: async (name) => services.find((service) => service.name === name) ?? null },
    variables: { effective: async () => null },
    expressions: { evaluate: async ({ text, rootObjectIds }) => evaluation(world, text, rootObjectIds ?? []) },
    caller: client,
  });
  return {
    ...runtime,
    pubSub,
    session: { ...serviceSession('ann'), name: 'ann' },
    stop: async () => {
      await runtime.stop();
      await client[Symbol.asyncDispose]();
      await pubSub[Symbol.asyncDispose]();
    },
    until: (runId, holds) => until(runtime, runId, holds),
  };
}

async function until(
  runtime: OrchestrationRuntimeModule,
  runId: string,
  holds: (row: RunRow) => boolean,
): Promise<RunRow> {
  for (const deadline = Date.now() + 10_000; ; await new Promise((resolve) => setTimeout(resolve, 10))) {
    const row = await runtime.reads.reader.find(runId);
    if (row && holds(row)) return row;
    if (Date.now() > deadline) throw new Error(`still ${JSON.stringify(row)}`);
  }
}

/** The root entity finds its object, unless that one is called `nobody`. */
function evaluation({ objects = {} }: TestWorld, text: string, rootObjectIds: readonly string[]) {
  const ids = text === 'estate:host' ? rootObjectIds.filter((id) => id !== 'nobody') : (objects[text] ?? ['h1']);
  return {
    objects: ids.map((id) => ({
      entity: 'estate:host',
      objectId: id,
      displayName: id,
      attributes: { id, displayName: id },
    })),
    totalCount: ids.length,
    counts: [],
    lineage: new Map(),
    ancestorsOf: () => [],
    valuesByRoot: () => new Map(rootObjectIds.map((id) => [id, [`value of ${id}`]])),
    calls: 1,
    tookMs: 1,
  };
}

/** A deployed definition; nodes and links as `aPlan` takes them. */
export function aDefinition(
  id: string,
  nodes: readonly (Partial<DefinitionNode> & { id: string })[],
  links: readonly string[],
): DefinitionRecord {
  const at = new Date(0);
  return {
    id,
    key: `key-${id}`,
    name: `Definition ${id}`,
    description: '',
    version: 1,
    status: 'DEPLOYED',
    rootEntity: 'estate:host',
    nodes: nodes.map((node) => ({
      ...{ ...EMPTY_NODE, ...aNode(node.id, { expression: `${node.id}-objects` }), x: 0, y: 0 },
      ...node,
    })),
    ...DEFAULT_SETTINGS,
    links: links.flatMap((path) => {
      const steps = path.split('>').map(readStep);
      return steps.slice(1).map(({ id: target }, index) => {
        const { id: source = '', label = null } = steps[index] ?? {};
        return { id: `${path}${index}`, source, target, label };
      });
    }),
    createdBy: 'ann',
    createdAt: at,
    updatedBy: 'ann',
    updatedAt: at,
    deployedAt: at,
    rowVersion: 1,
  };
}

/** start > n1 > ... > nN > end. */
export function aLine(id: string, length: number, changes: Partial<DefinitionNode> = {}): DefinitionRecord {
  const ids = Array.from({ length }, (_, index) => `n${index + 1}`);
  const steps = ids.map((nodeId) => ({ id: nodeId, ...changes }));
  return aDefinition(
    id,
    [{ id: 'start', type: 'START' }, ...steps, { id: 'end', type: 'END' }],
    [['start', ...ids, 'end'].join('>')],
  );
}
