import { type Said, toError } from '@wecube/kit';
import type { ServerRepository } from '../data/server-repository.ts';
import type { ServerKind, ServerRecord } from '../domain/server.ts';
import { sayResource } from '../domain/texts.ts';
import type { Allocation } from '../ports.ts';

/**
 * The server of a kind on which something new is put: the one that a person chose, or the one with the most room, then
 * the fewest things. `null` when there is none of that kind; throws when the chosen one, or every one, will not do.
 */
export type ChooseServer = (kind: ServerKind, chosenId?: string | null) => Promise<ServerRecord | null>;

type Dependencies = { repository: ServerRepository; allocations(serverId: string): Promise<Allocation[]> };

export function createChooseServer({ repository, allocations }: Dependencies): ChooseServer {
  return async (kind, chosenId) => {
    const servers = await repository.list([kind]);
    if (chosenId && !servers.some(({ id }) => id === chosenId)) {
      throw toError(sayResource('SERVER_NOT_FOUND', { id: chosenId }));
    }
    const asked = servers.filter(({ id }) => !chosenId || id === chosenId);
    const verdicts = await Promise.all(
      asked.map(async (server) => judge(server, (await allocations(server.id)).length)),
    );
    const best = verdicts.filter(({ refusal }) => refusal === null).sort(byRoom)[0];
    if (best) return best.server;
    const reasons = verdicts.flatMap(({ refusal }) => refusal ?? []);
    if (reasons.length === 0) return null;
    throw toError(sayResource('SERVER_NONE_FREE', { reasons }));
  };
}

export type Verdict = { server: ServerRecord; used: number; refusal: Said | null };

/** Pure: whether something new may be put on a server that has so much. */
export function judge(server: ServerRecord, used: number): Verdict {
  const { name, state, capacity } = server;
  if (state === 'DISABLED') return { server, used, refusal: sayResource('SERVER_DISABLED', { server: name }) };
  const most = capacity.items;
  if (most != null && used >= most)
    return { server, used, refusal: sayResource('SERVER_FULL', { server: name, most }) };
  return { server, used, refusal: null };
}

const freeShare = ({ server: { capacity }, used }: Verdict): number =>
  capacity.items ? (capacity.items - used) / capacity.items : 1;

/** The most room first, then the fewest things. */
export const byRoom = (one: Verdict, other: Verdict): number =>
  freeShare(other) - freeShare(one) || one.used - other.used;
