import type { Composer } from './composer.ts';
import { refusal, sameSchemas } from './graph.ts';
import type { GraphMember, GraphState, GraphStore } from './graph-store.ts';

/**
 * The graph to start with: the last good one from disk, without the subgraphs that are no longer configured.
 * Only the router's own subgraph when there is none or when it no longer composes.
 */
export async function initialGraph(
  store: GraphStore,
  composer: Composer,
  local: GraphMember,
  staticNames: readonly string[],
): Promise<GraphState> {
  const stored = await store.load();
  if (!stored) return composed(composer, [local], 0);
  const wanted = stored.members.filter((member) => isStillWanted(member, local.name, staticNames));
  // It may have been composed under a planner that could do more.
  const broken = new Set(composer.brokenRules(wanted).map(({ name }) => name));
  const others = wanted.filter(({ name }) => !broken.has(name));
  const members = [local, ...others];
  if (sameSchemas(members, stored.members)) return { ...stored, members };
  return composed(composer, members, stored.version).catch(() => composed(composer, [local], stored.version));
}

function isStillWanted({ name, origin }: GraphMember, localName: string, staticNames: readonly string[]): boolean {
  if (name === localName) return false;
  return staticNames.includes(name) === (origin === 'static');
}

async function composed(composer: Composer, members: GraphMember[], version: number): Promise<GraphState> {
  const composition = await composer.compose(members.map(({ name, sdl }) => ({ name, sdl })));
  if ('errors' in composition) throw refusal(composition.errors);
  const { supergraphSdl } = composition;
  return { version: version + 1, composedAt: new Date().toISOString(), supergraphSdl, members };
}
