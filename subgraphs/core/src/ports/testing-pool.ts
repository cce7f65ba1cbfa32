import type { ServerPool } from './server-pool.ts';

/** A pool of these servers by name, of which the first takes what nobody chose a place for. */
export function poolOf<Server>(servers: Readonly<Record<string, Server>>): ServerPool<Server> {
  const all = Object.entries(servers).map(([name, server]) => ({ id: name, name, server }));
  const find = async (id: string) => all.find((one) => one.id === id) ?? (id === '' ? (all[0] ?? null) : null);
  return {
    choose: async (chosenId) => find(chosenId ?? ''),
    find,
    all: async () => all,
    hold: async () => true,
    changed: async () => {},
  };
}
