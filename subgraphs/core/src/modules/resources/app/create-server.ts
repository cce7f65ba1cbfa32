import { newId, requireAction, type Session, toProblem } from '@wecube/kit';
import { isUniqueViolation } from '@wecube/prisma';
import { checkDescription, SETTING_NAMES } from '../domain/check-description.ts';
import type { ServerKind } from '../domain/server.ts';
import { sayResource } from '../domain/texts.ts';
import {
  refused,
  type ServerDependencies,
  type ServerDraft,
  type ServerOutcome,
  sealCredentials,
} from './dependencies.ts';
import { describeNew, filledIn } from './describe-server.ts';
import { publishServer } from './publish-change.ts';

/** Makes a server known that a person describes; whether it answers is told at once, and does not stand in the way. */
export function createCreateServer(dependencies: ServerDependencies) {
  const { database, repository, clock, audit, pubSub, watch } = dependencies;
  return async (kind: ServerKind, draft: ServerDraft, session: Session): Promise<ServerOutcome> => {
    requireAction(session, 'resource:manage');
    const description = describeNew(kind, draft);
    const credentials = filledIn(draft.credentials ?? {});
    const problems = checkDescription(description, credentials);
    if (problems.length > 0) return refused(...problems);
    const { name, endpoint, address } = description;
    if (SETTING_NAMES.includes(name)) {
      return refused(toProblem(sayResource('SERVER_NAME_RESERVED', { server: name }), ['name']));
    }
    const id = newId('host');
    const at = new Date(clock.now());
    try {
      await database.transaction(async (tx) => {
        const sealed = sealCredentials(dependencies, credentials);
        await repository.insert(tx, id, description, sealed, { at, by: session.name });
        const detail = { server: name, kind, endpoint, address };
        await audit.record(tx, { session, action: 'resource:manage', subject: id, outcome: 'DONE', detail });
      });
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      return refused(toProblem(sayResource('SERVER_NAME_TAKEN', { server: name }), ['name']));
    }
    const server = await repository.find(id);
    if (!server) throw new Error(`The server ${id} vanished.`);
    publishServer({ pubSub, at }, 'CREATED', server);
    void watch.look(server);
    return { server, problems: [] };
  };
}
