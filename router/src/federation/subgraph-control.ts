import { type Problem, problem, type Session } from '@wecube/kit';
import type { Instance } from './instance.ts';
import { type InstanceInfo, instanceInfo } from './subgraph-info.ts';
import type { SubgraphPool } from './subgraph-pool.ts';
import type { SubgraphRegistry } from './subgraph-registry.ts';

export type InstancePayload = { instance: InstanceInfo | null; problems: Problem[] };
type Change = (pool: SubgraphPool, instance: Instance, by: string) => Problem | undefined;

/** What operators do to instances. It holds for this router and outlives registrations, not a restart. */
export class SubgraphControl {
  constructor(private readonly registry: SubgraphRegistry) {}

  drain(id: string, force: boolean, session: Session): InstancePayload {
    return this.#change(id, session, (pool, instance, by) => {
      if (!force && isLast(pool, instance)) return lastInstance(pool.name);
      pool.drain(instance, by);
      return undefined;
    });
  }

  resume(id: string, session: Session): InstancePayload {
    return this.#change(id, session, (pool, instance, by) => void pool.resume(instance, by));
  }

  prefer(id: string, session: Session): InstancePayload {
    return this.#change(id, session, (pool, instance, by) => {
      if (instance.state === 'DRAINING') return isDrained(instance.url);
      pool.prefer(instance, by);
      return undefined;
    });
  }

  release(id: string, session: Session): InstancePayload {
    return this.#change(id, session, (pool, instance, by) => void pool.release(instance, by));
  }

  #change(id: string, session: Session, change: Change): InstancePayload {
    const found = this.registry.findInstance(id);
    if (!found) return { instance: null, problems: [notFound(id)] };
    const { pool, instance } = found;
    const refused = change(pool, instance, session.name);
    return { instance: instanceInfo(pool, instance), problems: refused ? [refused] : [] };
  }
}

function isLast(pool: SubgraphPool, instance: Instance): boolean {
  return instance.state !== 'DRAINING' && !pool.instances.some((other) => other !== instance && other.healthy);
}

function notFound(id: string): Problem {
  return problem('SUBGRAPH_INSTANCE_NOT_FOUND', `There is no instance "${id}" at present.`, { path: ['input', 'id'] });
}

function lastInstance(subgraph: string): Problem {
  return problem('LAST_SUBGRAPH_INSTANCE', `No other instance of "${subgraph}" is healthy. Nothing was changed.`, {
    path: ['input', 'id'],
    remedy: 'Start another instance first, or drain this one with `force`.',
  });
}

function isDrained(url: string): Problem {
  return problem('SUBGRAPH_INSTANCE_DRAINING', `The instance ${url} is out of service. Nothing was changed.`, {
    path: ['input', 'id'],
    remedy: 'Resume it first.',
  });
}
