import { defaultAddress } from '../domain/check-description.ts';
import type { Credentials, ServerDescription, ServerKind, ServerRecord } from '../domain/server.ts';
import type { ServerDraft } from './dependencies.ts';

/** A new server as a person describes it, what was left out filled in. */
export function describeNew(kind: ServerKind, draft: ServerDraft): ServerDescription {
  const endpoint = draft.endpoint?.trim() ?? '';
  const { name = '', labels = [], capacity = {}, options = {} } = draft;
  return {
    ...{ kind, endpoint, labels, capacity, options, name: name.trim() },
    address: draft.address?.trim() || defaultAddress({ kind, endpoint }),
    pinned: draft.pinned?.trim() || null,
  };
}

/** A server as it will be after a change. */
export function describeChanged(server: ServerRecord, draft: ServerDraft): ServerDescription {
  const { kind } = server;
  const endpoint = draft.endpoint?.trim() ?? server.endpoint;
  return {
    ...{ kind, endpoint, name: draft.name?.trim() ?? server.name },
    address: draft.address === undefined ? server.address : draft.address.trim() || defaultAddress({ kind, endpoint }),
    pinned: draft.pinned === undefined ? server.pinned : draft.pinned?.trim() || null,
    labels: draft.labels ?? server.labels,
    capacity: draft.capacity ?? server.capacity,
    options: { ...server.options, ...draft.options },
  };
}

/** Whether what signs in would go to somebody else than the one it was given for. */
export const goesElsewhere = (before: ServerRecord, after: ServerDescription): boolean =>
  before.endpoint !== after.endpoint ||
  (before.pinned ?? '') !== (after.pinned ?? '') ||
  (before.options.control ?? '') !== (after.options.control ?? '');

/** Only what was filled in. */
export const filledIn = (credentials: Credentials): Credentials =>
  Object.fromEntries(Object.entries(credentials).filter(([, value]) => value != null && value.length > 0));
