import { type Problem, type Session, sayFrom, toProblem } from '@wecube/kit';
import type { Instance } from './instance.ts';
import { type InstanceInfo, instanceInfo } from './subgraph-info.ts';
import type { SubgraphPool } from './subgraph-pool.ts';
import type { SubgraphRegistry } from './subgraph-registry.ts';

/** What the control of instances says to people. */
export const CONTROL_TEXTS = {
  SUBGRAPH_INSTANCE_NOT_FOUND: 'There is no instance "{{id}}" at present.',
  LAST_SUBGRAPH_INSTANCE: {
    says: 'No other instance of "{{subgraph}}" is healthy. Nothing was changed.',
    remedy: 'Start another instance first, or drain this one with `force`.',
  },
  SUBGRAPH_INSTANCE_DRAINING: {
    says: 'The instance {{url}} is out of service. Nothing was changed.',
    remedy: 'Resume it first.',
  },
} as const;

const say = sayFrom(CONTROL_TEXTS);

type InstancePayload = { instance: InstanceInfo | null; problems: Problem[] };
type Change = (pool: SubgraphPool, instance: Instance, by: string) => Problem | undefined;

/** What operators do to instances. It holds for this router and outlives registrations, not a restart. */
export class SubgraphControl {
  constructor(private readonly registry: SubgraphRegistry) {}

  drain(id: string, force: boolean, session: Session): InstancePayload {
    return this.#change(id, session, (pool, instance, by) => {
      if (!force && isLast(pool, instance)) return problems.last(pool.name);
      pool.drain(instance, by);
      return undefined;
    });
  }

  resume(id: string, session: Session): InstancePayload {
    return this.#change(id, session, (pool, instance, by) => void pool.resume(instance, by));
  }

  prefer(id: string, session: Session): InstancePayload {
    return this.#change(id, session, (pool, instance, by) => {
      if (instance.state === 'DRAINING') return problems.drained(instance.url);
      pool.prefer(instance, by);
      return undefined;
    });
  }

  release(id: string, session: Session): InstancePayload {
    return this.#change(id, session, (pool, instance, by) => void pool.release(instance, by));
  }

  #change(id: string, session: Session, change: Change): InstancePayload {
    const found = this.registry.findInstance(id);
    if (!found) return { instance: null, problems: [problems.notFound(id)] };
    const { pool, instance } = found;
    const refused = change(pool, instance, session.name);
    return { instance: instanceInfo(pool, instance), problems: refused ? [refused] : [] };
  }
}

function isLast(pool: SubgraphPool, instance: Instance): boolean {
  return instance.state !== 'DRAINING' && !pool.instances.some((other) => other !== instance && other.healthy);
}

const ID = ['input', 'id'];

const problems = {
  notFound: (id: string) => toProblem(say('SUBGRAPH_INSTANCE_NOT_FOUND', { id }), ID),
  last: (subgraph: string) => toProblem(say('LAST_SUBGRAPH_INSTANCE', { subgraph }), ID),
  drained: (url: string) => toProblem(say('SUBGRAPH_INSTANCE_DRAINING', { url }), ID),
};
