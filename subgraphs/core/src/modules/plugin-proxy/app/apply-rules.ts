import type { ProxyRepository } from '../data/proxy-repository.ts';
import type { ProxyServer } from '../ports.ts';

/**
 * Brings the rules of the database to the proxy. Calls that come while one is at work share the next; when the rules
 * changed meanwhile (by another core too) it is done again, so that the last word is the database's.
 */
export function createApplyRules({ repository, server }: { repository: ProxyRepository; server: ProxyServer }) {
  let last: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;
  return (): Promise<void> => {
    next ??= last
      .catch(() => {})
      .then(() => {
        next = null;
        last = applyUntilSettled(repository, server);
        return last;
      });
    return next;
  };
}

async function applyUntilSettled(repository: ProxyRepository, server: ProxyServer): Promise<void> {
  let applied = '';
  for (;;) {
    const rules = await repository.rules();
    const wanted = JSON.stringify(rules);
    if (wanted === applied) return;
    await server.apply(rules);
    applied = wanted;
  }
}
