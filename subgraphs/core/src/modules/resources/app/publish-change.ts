import { newId, type PubSub } from '@wecube/kit';
import type { ServerRecord } from '../domain/server.ts';

export const SERVER_TOPIC = 'resourceServerChanged';

/** A change of a resource server, as live subscribers get it. */
export type ServerEvent = {
  id: string;
  type: 'CREATED' | 'UPDATED' | 'REMOVED' | 'HEALTH' | 'ALLOCATIONS';
  subject: string;
  version: number;
  at: Date;
  server: ServerRecord;
};

/** Tells subscribers of a committed change, or of another answer of the server. */
export function publishServer(
  { pubSub, at }: { pubSub: PubSub; at: Date },
  type: ServerEvent['type'],
  server: ServerRecord,
): void {
  const { id: subject, rowVersion: version } = server;
  const event: ServerEvent = { id: newId('evt'), type, subject, version, at, server };
  pubSub.publish(SERVER_TOPIC, event);
}
