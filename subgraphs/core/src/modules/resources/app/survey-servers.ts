import type { ServerRepository } from '../data/server-repository.ts';
import type { ServerKind } from '../domain/server.ts';
import { sayResource } from '../domain/texts.ts';
import type { Allocation } from '../ports.ts';
import { byRoom, judge, type Verdict } from './choose-server.ts';

/** A server as a launch of a package sees it; `keeps`: the package has something on it, and will not move. */
export type ServerVerdict = Verdict & { keeps: boolean };

/** The servers of a kind for a package, the one that a launch would take first. */
export type SurveyServers = (kind: ServerKind, packageName: string) => Promise<ServerVerdict[]>;

type Dependencies = { repository: ServerRepository; allocations(serverId: string): Promise<Allocation[]> };

export function createSurveyServers({ repository, allocations }: Dependencies): SurveyServers {
  return async (kind, packageName) => {
    const servers = await repository.list([kind]);
    const verdicts = await Promise.all(
      servers.map(async (server) => {
        const there = await allocations(server.id);
        return { ...judge(server, there.length), keeps: there.some((one) => one.packageName === packageName) };
      }),
    );
    return verdicts.map((one) => asKept(one, verdicts, packageName)).sort(byUse);
  };
}

/** What a package has stays where it is, whatever else would do. */
function asKept(one: ServerVerdict, all: readonly ServerVerdict[], packageName: string): ServerVerdict {
  if (one.keeps) return { ...one, refusal: null };
  const keeper = all.find(({ keeps }) => keeps);
  if (!keeper) return one;
  const where = { package: packageName, server: keeper.server.name };
  return { ...one, refusal: sayResource('SERVER_CHOSEN_BEFORE', where) };
}

const byUse = (one: ServerVerdict, other: ServerVerdict): number =>
  Number(other.keeps) - Number(one.keeps) ||
  Number(one.refusal !== null) - Number(other.refusal !== null) ||
  byRoom(one, other);
