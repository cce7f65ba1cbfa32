import type { ProxyRepository } from '../data/proxy-repository.ts';
import type { ProxyServer } from '../ports.ts';

/**
 * Brings the rules of the database to a proxy, those of the packages that use it. Calls that come while one is at work share the next; when the rules
 * changed meanwhile (by another core too) it is done again, so that the last word is the database's.
 */
export function createApplyRules(deps: {
  repository: ProxyRepository;
  server: ProxyServer;
  serverId: string;
  isConfigured: boolean;
}) {
  let last: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;
  return (): Promise<void> => {
    next ??= last
      .catch(() => {})
      .then(() => {
        next = null;
        last = applyUntilSettled(deps);
        return last;
      });
    return next;
  };
}

async function applyUntilSettled({
  repository,
  server,
  serverId,
  isConfigured,
}: Parameters<typeof createApplyRules>[0]): Promise<void> {
  let applied = '';
  for (;;) {
    const rules = await repository.rules(serverId, isConfigured);
    const wanted = JSON.stringify(rules);
    if (wanted === applied) return;
    await server.apply(rules);
    applied = wanted;
  }
}
