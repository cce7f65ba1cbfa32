import { type Clock, newId, type Problem, requireAction, type Session, toProblem } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import type { Audit } from '../../audit/index.ts';
import type { OperationEvents } from '../data/operation-events.ts';
import { type NewOperationEvent, type OperationEvent, packageOfEndpoint } from '../domain/operation-event.ts';
import { sayTrigger } from '../domain/texts.ts';

export type ReceivedEvent = { event: OperationEvent | null; problems: Problem[] };

type Dependencies = {
  database: CoreDatabase;
  audit: Audit;
  clock: Clock;
  events: OperationEvents;
  /** Told of an event that is stored. */
  wake: (id: string) => void;
};

/** Stores an event, once however often it is sent, and lets it be worked on; the sender does not wait for that. */
export function createReceiveEvent({ database, audit, clock, events, wake }: Dependencies) {
  return async (given: NewOperationEvent, session: Session): Promise<ReceivedEvent> => {
    requireAction(session, 'event:send');
    const problem = problemOf(given);
    if (problem) return { event: null, problems: [problem] };
    const known = await events.findByNumber(given.source, given.eventSeqNo);
    if (known) return { event: known, problems: [] };
    const event = newEvent(given, session, clock.now());
    const isNew = await database.transaction(async (tx) => {
      if (!(await events.insert(tx, event))) return false;
      const detail = { source: event.source, eventType: event.eventType, key: event.operationKey };
      await audit.record(tx, { session, action: 'event:send', subject: event.id, outcome: 'DONE', detail });
      return true;
    });
    if (!isNew) return { event: await events.findByNumber(given.source, given.eventSeqNo), problems: [] };
    wake(event.id);
    return { event, problems: [] };
  };
}

const REQUIRED = ['eventSeqNo', 'source', 'operationKey', 'operationData'] as const;

function problemOf(event: NewOperationEvent): Problem | null {
  const missing = REQUIRED.find((field) => event[field].trim() === '');
  if (missing) return toProblem(sayTrigger('EVENT_FIELD_MISSING', { field: missing }), [missing]);
  const { notifyEndpoint: endpoint } = event;
  if (endpoint === null || packageOfEndpoint(endpoint)) return null;
  return toProblem(sayTrigger('EVENT_NOTIFY_ENDPOINT_INVALID', { endpoint }), ['notifyEndpoint']);
}

function newEvent(given: NewOperationEvent, session: Session, now: number): OperationEvent {
  const at = new Date(now);
  return {
    ...given,
    ...{ id: newId('evt'), status: 'RECEIVED', runId: null, error: null, tries: 0, notifiedAt: null },
    ...{ receivedFrom: session.subject, receivedAt: at, dueAt: at },
  };
}
