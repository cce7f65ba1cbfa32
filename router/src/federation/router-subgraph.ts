import { type PubSub, requireAction, type Session } from '@wecube/kit';
import type { RouterContext } from '../router-context.ts';
import type { createGraphFields } from './graph-fields.ts';
import { SUBGRAPH_CHANGED } from './health-announcer.ts';
import { eventsOf } from './local-events.ts';
import { LocalSubgraph } from './local-subgraph.ts';
import { ROUTER_SDL } from './router-sdl.ts';
import { SubgraphControl } from './subgraph-control.ts';
import type { SubgraphInfo } from './subgraph-info.ts';
import type { SubgraphRegistry } from './subgraph-registry.ts';

export const ROUTER_SUBGRAPH = 'router';

type Given<T> = { input: T };
type InstanceInput = Given<{ id: string }>;

/** Serves the router's own fields in process: reading needs the action graph:read, changing graph:manage. */
export function createRouterSubgraph(
  registry: SubgraphRegistry,
  pubSub: PubSub,
  graphFields: ReturnType<typeof createGraphFields>,
): LocalSubgraph {
  const control = new SubgraphControl(registry);
  return new LocalSubgraph(ROUTER_SUBGRAPH, ROUTER_SDL, {
    ...graphFields,
    drainSubgraphInstance: ({ input }: Given<{ id: string; force?: boolean }>, { session }: RouterContext) =>
      control.drain(input.id, input.force === true, managing(session)),
    resumeSubgraphInstance: ({ input }: InstanceInput, { session }: RouterContext) =>
      control.resume(input.id, managing(session)),
    preferSubgraphInstance: ({ input }: InstanceInput, { session }: RouterContext) =>
      control.prefer(input.id, managing(session)),
    releaseSubgraphInstance: ({ input }: InstanceInput, { session }: RouterContext) =>
      control.release(input.id, managing(session)),
    subgraphs(_: unknown, { session }: RouterContext) {
      requireAction(session, 'graph:read');
      return registry.list();
    },
    subgraphChanged(_: unknown, { session }: RouterContext) {
      requireAction(session, 'graph:read');
      return eventsOf(pubSub.subscribe<SubgraphInfo>(SUBGRAPH_CHANGED), 'subgraphChanged');
    },
  });
}

function managing(session: Session | null): Session {
  requireAction(session, 'graph:manage');
  return session;
}
