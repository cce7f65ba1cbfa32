import { requireAction, type Session, toProblem } from '@wecube/kit';
import { sayResource } from '../domain/texts.ts';
import type { Allocation } from '../ports.ts';
import { refused, type ServerDependencies, type ServerOutcome } from './dependencies.ts';
import { publishServer } from './publish-change.ts';

const NAMED = 10;

/**
 * Removes a server on which nothing is allocated. The row goes first and comes back with the transaction when something
 * is found: who allocates holds the row, so of the two that meet here one waits and then sees what the other did.
 */
export function createRemoveServer(dependencies: ServerDependencies) {
  const { database, repository, clock, audit, pubSub, allocations, watch } = dependencies;
  return async (target: { id: string; rowVersion: number }, session: Session): Promise<ServerOutcome> => {
    requireAction(session, 'resource:manage');
    const server = await repository.find(target.id);
    if (!server) return refused(toProblem(sayResource('SERVER_NOT_FOUND', { id: target.id }), ['id']));
    if (server.origin === 'SETTINGS') {
      return refused(toProblem(sayResource('SERVER_OF_SETTINGS', { server: server.name }), ['id']));
    }
    let found: Allocation[] = [];
    const gone = await database
      .transaction(async (tx) => {
        if (!(await repository.remove(tx, target))) return false;
        found = await allocations(tx, target.id);
        if (found.length > 0) throw new InUse();
        const detail = { server: server.name, kind: server.kind, removed: true };
        await audit.record(tx, { session, action: 'resource:manage', subject: server.id, outcome: 'DONE', detail });
        return true;
      })
      .catch((error: unknown) => {
        if (error instanceof InUse) return null;
        throw error;
      });
    if (gone === null) return refused(inUse(server.name, found));
    if (!gone) return refused(toProblem(sayResource('SERVER_CHANGED', { server: server.name }), ['rowVersion']));
    watch.forget(server.id);
    publishServer({ pubSub, at: new Date(clock.now()) }, 'REMOVED', server);
    return { server, problems: [] };
  };
}

/** Takes the transaction back. */
class InUse extends Error {}

function inUse(server: string, found: readonly Allocation[]) {
  const items = found.slice(0, NAMED).map(({ name, packageName }) => `${name} (${packageName})`);
  return toProblem(sayResource('SERVER_IN_USE', { server, count: found.length, items }), ['id']);
}
