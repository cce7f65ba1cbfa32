import { type Clock, type Logger, type Problem, type Session, toProblem } from '@wecube/kit';
import type { EventChange, OperationEvents } from '../data/operation-events.ts';
import { MOST_TRIES, type OperationEvent, packageOfEndpoint, pauseAfter } from '../domain/operation-event.ts';
import { sayTrigger } from '../domain/texts.ts';
import type { DefinitionFinder, PluginNotifier, RunStarter } from '../ports.ts';

type Dependencies = {
  events: OperationEvents;
  definitions: DefinitionFinder;
  runs: RunStarter;
  plugins: PluginNotifier;
  clock: Clock;
  logger: Logger;
};

/** Long enough for a start; who dies in the middle of it is followed by another one then. */
const CLAIM_MS = 60_000;

/** Takes one due event a step on: starts its run, or tells who wanted to know. Never throws; a failure comes up again. */
export function createWorkOnEvent(dependencies: Dependencies) {
  const { events, clock, logger } = dependencies;
  return async (id: string): Promise<void> => {
    const now = clock.now();
    const event = await events.claim(id, new Date(now), new Date(now + CLAIM_MS));
    if (!event) return;
    try {
      await events.update(id, await nextStep(dependencies, event));
    } catch (error) {
      logger.warn({ err: error, event: id }, 'an operation event is tried again');
      await events.update(id, afterFailure(event, error, clock.now()));
    }
  };
}

function nextStep(dependencies: Dependencies, event: OperationEvent): Promise<EventChange> {
  return event.status === 'RECEIVED' ? start(dependencies, event) : notify(dependencies, event);
}

async function start({ definitions, runs, clock }: Dependencies, event: OperationEvent): Promise<EventChange> {
  // Whether somebody is to be told is looked at in a step of its own, so that a plugin that is away starts nothing twice.
  const next = event.notifyEndpoint === null ? null : new Date(clock.now());
  const definition = await definitions.latestDeployed(event.operationKey);
  if (!definition) return failed(toProblem(sayTrigger('EVENT_DEFINITION_UNKNOWN', { key: event.operationKey })), next);
  const input = { definitionId: definition.id, rootObjectId: event.operationData, idempotencyKey: event.id };
  const { runId, problems } = await runs.start(input, starterOf(event));
  const [problem] = problems;
  if (problem || runId === null) return failed(problem ?? null, next);
  return { status: 'STARTED', runId, error: null, dueAt: next, tries: 0 };
}

const failed = (error: Problem | null, dueAt: Date | null): EventChange => ({
  status: 'FAILED',
  error,
  dueAt,
  tries: 0,
});

/** Who sent the event was checked when it came; its run is started in the name it gives. */
function starterOf({ operationUser, receivedFrom, source }: OperationEvent): Session {
  const name = operationUser || source;
  return {
    kind: 'sub-system',
    subject: receivedFrom,
    packageName: receivedFrom,
    name,
    roles: [],
    actions: ['run:start'],
  };
}

async function notify({ plugins, clock }: Dependencies, event: OperationEvent): Promise<EventChange> {
  const { notifyEndpoint: path, eventSeqNo, eventType, source, operationKey, operationData, runId, error } = event;
  const packageName = path && packageOfEndpoint(path);
  if (!path || !packageName) return { dueAt: null };
  const told = { eventSeqNo, eventType, sourceSubSystem: source, operationKey, operationData };
  const body = { ...told, procInstId: runId ?? '', status: event.status, message: error?.message ?? '' };
  await plugins.notify({ packageName, path, body });
  return { dueAt: null, notifiedAt: new Date(clock.now()) };
}

function afterFailure(event: OperationEvent, error: unknown, now: number): EventChange {
  if (event.tries < MOST_TRIES) return { dueAt: new Date(now + pauseAfter(event.tries)) };
  if (event.status !== 'RECEIVED') return { dueAt: null };
  const reason = error instanceof Error ? error.message : String(error);
  const problem = toProblem(sayTrigger('EVENT_NOT_STARTED', { tries: event.tries, reason }));
  return failed(problem, event.notifyEndpoint === null ? null : new Date(now));
}
