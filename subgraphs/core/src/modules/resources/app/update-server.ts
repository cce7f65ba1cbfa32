import { type Problem, requireAction, type Session, toProblem } from '@wecube/kit';
import { isUniqueViolation } from '@wecube/prisma';
import { columnsOf } from '../data/server-rows.ts';
import { checkDescription, neededCredentials, SETTING_NAMES } from '../domain/check-description.ts';
import type { Credentials, ServerDescription, ServerRecord, ServerState } from '../domain/server.ts';
import { sayResource } from '../domain/texts.ts';
import {
  openCredentials,
  refused,
  type ServerDependencies,
  type ServerDraft,
  type ServerOutcome,
  sealCredentials,
} from './dependencies.ts';
import { describeChanged, filledIn, goesElsewhere } from './describe-server.ts';
import { publishServer } from './publish-change.ts';

export type ServerChange = ServerDraft & {
  id: string;
  /** The one the person saw. */
  rowVersion: number;
  state?: ServerState | null;
};

/**
 * Changes a server. Of one that the settings describe, only labels, capacity and state are a person's. When it is
 * reached elsewhere from now on, what signs in must be given again: a secret goes to no other server than its own.
 */
export function createUpdateServer(dependencies: ServerDependencies) {
  const { database, repository, clock, audit, pubSub, watch } = dependencies;
  return async (change: ServerChange, session: Session): Promise<ServerOutcome> => {
    requireAction(session, 'resource:manage');
    const before = await repository.find(change.id);
    if (!before) return refused(toProblem(sayResource('SERVER_NOT_FOUND', { id: change.id }), ['id']));
    const after = describeChanged(before, change);
    const credentials = credentialsAfter(dependencies, before, after, change);
    const problems = findProblems(before, after, change, credentials);
    if (problems.length > 0) return refused(...problems);
    const at = new Date(clock.now());
    const columns = before.origin === 'SETTINGS' ? personsPart(after) : columnsOf(after);
    const sealed = change.credentials ? { sealedCredentials: sealCredentials(dependencies, credentials) } : {};
    const state = change.state ? { state: change.state } : {};
    try {
      const done = await database.transaction(async (tx) => {
        const data = { ...columns, ...sealed, ...state };
        if (!(await repository.update(tx, change, data, { at, by: session.name }))) return false;
        const detail = { server: after.name, changed: changedFields(before, after, change) };
        await audit.record(tx, { session, action: 'resource:manage', subject: before.id, outcome: 'DONE', detail });
        return true;
      });
      if (!done) return refused(toProblem(sayResource('SERVER_CHANGED', { server: before.name }), ['rowVersion']));
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      return refused(toProblem(sayResource('SERVER_NAME_TAKEN', { server: after.name }), ['name']));
    }
    const server = await repository.find(before.id);
    if (!server) return refused(toProblem(sayResource('SERVER_NOT_FOUND', { id: change.id }), ['id']));
    publishServer({ pubSub, at }, 'UPDATED', server);
    void watch.look(server);
    return { server, problems: [] };
  };
}

/** What will sign in after the change. */
export function credentialsAfter(
  dependencies: ServerDependencies,
  before: ServerRecord,
  after: ServerDescription,
  { credentials }: ServerDraft,
): Credentials {
  const given = filledIn(credentials ?? {});
  return goesElsewhere(before, after) ? given : { ...openCredentials(dependencies, before), ...given };
}

/** Why a changed description is not taken; also for a test of it before it is saved. */
export function findProblems(
  before: ServerRecord,
  after: ServerDescription,
  change: ServerDraft,
  credentials: Credentials,
): Problem[] {
  if (before.origin === 'SETTINGS') return problemsOfSettings(before, after, change);
  const problems = checkDescription(after, null);
  const lacks = neededCredentials(after).some((names) => names.every((name) => !credentials[name]));
  if (lacks) {
    const said = goesElsewhere(before, after)
      ? sayResource('SERVER_CREDENTIALS_NEEDED.moved')
      : sayResource('SERVER_CREDENTIALS_NEEDED', {
          fields: neededCredentials(after).map((names) => names.join(' / ')),
        });
    problems.push(toProblem(said, ['credentials']));
  }
  if (after.name !== before.name && SETTING_NAMES.includes(after.name)) {
    problems.push(toProblem(sayResource('SERVER_NAME_RESERVED', { server: after.name }), ['name']));
  }
  return problems;
}

function problemsOfSettings(before: ServerRecord, after: ServerDescription, change: ServerDraft): Problem[] {
  const isTold =
    goesElsewhere(before, after) ||
    after.name !== before.name ||
    after.address !== before.address ||
    Boolean(change.credentials && Object.keys(filledIn(change.credentials)).length > 0);
  if (isTold) return [toProblem(sayResource('SERVER_OF_SETTINGS', { server: before.name }), ['id'])];
  const own = { ...after, kind: 'PROCESS' as const };
  return checkDescription(own, null);
}

function personsPart(after: ServerDescription) {
  const { labels, capacity } = columnsOf(after);
  return { labels, capacity };
}

const FIELDS = ['name', 'endpoint', 'address', 'pinned', 'labels', 'capacity', 'options'] as const;
function changedFields(before: ServerRecord, after: ServerDescription, change: ServerChange): string[] {
  const fields = FIELDS.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  const state = change.state && change.state !== before.state ? [`state ${change.state}`] : [];
  return [...fields, ...(change.credentials ? ['credentials'] : []), ...state];
}
