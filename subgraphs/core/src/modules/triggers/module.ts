import type { Clock, JobQueue, Logger } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import type { Audit } from '../audit/index.ts';
import { OperationEventResolver } from './api/event.resolver.ts';
import { createEventWorker } from './app/event-worker.ts';
import { createReceiveEvent } from './app/receive-event.ts';
import { createWorkOnEvent } from './app/work-on-event.ts';
import { createOperationEvents } from './data/operation-events.ts';
import type { DefinitionFinder, PluginNotifier, RunStarter } from './ports.ts';

/** What starts orchestrations without a person: events of plugins. */
export function createTriggersModule(deps: {
  database: CoreDatabase;
  audit: Audit;
  clock: Clock;
  queue: JobQueue;
  logger: Logger;
  definitions: DefinitionFinder;
  runs: RunStarter;
  plugins: PluginNotifier;
}) {
  const events = createOperationEvents(deps.database);
  const worker = createEventWorker({ ...deps, events, work: createWorkOnEvent({ ...deps, events }) });
  const receive = createReceiveEvent({ ...deps, events, wake: worker.wake });
  return {
    resolvers: [[OperationEventResolver, new OperationEventResolver(receive, events)]] as const,
    start: async () => worker.start(),
    stop: () => worker.stop(),
  };
}
