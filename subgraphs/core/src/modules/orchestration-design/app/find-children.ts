import type { CoreClient } from '@wecube/prisma';
import { findDefinitionVersion, findLatestDeployed, findNewest } from '../data/definitions.ts';
import type { DefinitionNode, DefinitionRecord } from '../domain/definition.ts';
import type { ChildFacts } from '../domain/design-knowledge.ts';

export type FindChildren = (nodes: readonly DefinitionNode[]) => Promise<ReadonlyMap<string, ChildFacts>>;

/** Names one version of an orchestration, or its newest. */
export const childKey = (key: string, version: number | null): string => `${key}@${version ?? ''}`;

/** Finds the orchestrations that nodes run, each with everything that it runs in turn, reading each once. */
export function createChildFinder(client: CoreClient): FindChildren {
  return async (nodes) => {
    const read = new Map<string, DefinitionRecord | null>();
    let open = callsOf(nodes);
    while (open.length > 0) {
      const fresh = open.filter(([name]) => !read.has(name));
      const found = await Promise.all(
        fresh.map(async ([name, call]) => [name, await findCalled(client, call)] as const),
      );
      for (const [name, record] of found) read.set(name, record);
      open = found.flatMap(([, record]) => (record ? callsOf(record.nodes) : []));
    }
    const facts = new Map<string, ChildFacts>();
    for (const [name] of callsOf(nodes)) {
      const record = read.get(name);
      if (record) facts.set(name, factsOf(record, read));
    }
    return facts;
  };
}

type Call = { key: string; version: number | null };

function callsOf(nodes: readonly DefinitionNode[]): (readonly [string, Call])[] {
  const calls = nodes.flatMap(({ type, subProcessKey: key, subProcessVersion: version }) =>
    type === 'SUB_PROCESS' && key ? [[childKey(key, version), { key, version }] as const] : [],
  );
  return [...new Map(calls)];
}

async function findCalled(client: CoreClient, { key, version }: Call): Promise<DefinitionRecord | null> {
  if (version !== null) return findDefinitionVersion(client, key, version);
  return (await findLatestDeployed(client, key)) ?? findNewest(client, key);
}

function factsOf(child: DefinitionRecord, read: ReadonlyMap<string, DefinitionRecord | null>): ChildFacts {
  const reaches = new Set<string>();
  const seen = new Set<string>();
  const open = [child];
  for (const one of open) {
    for (const [name, { key }] of callsOf(one.nodes)) {
      reaches.add(key);
      const next = read.get(name);
      if (next && !seen.has(name)) open.push(next);
      seen.add(name);
    }
  }
  const { name, status, isSubProcess, rootEntity } = child;
  return { name, isDeployed: status === 'DEPLOYED', isSubProcess, rootEntity, reaches };
}
