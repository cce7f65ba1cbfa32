import { newId } from '@wecube/kit';
import { type CoreClient, type CoreDatabase, type CoreTransaction, isUniqueViolation } from '@wecube/prisma';
import type { ServerDescription, ServerKind, ServerRecord, ServerState } from '../domain/server.ts';
import { columnsOf, toServer } from './server-rows.ts';

type Author = { at: Date; by: string };
type Target = { id: string; rowVersion: number };

/** The rows of resource servers. Changes are conditional on the row's version that was seen. */
export function createServerRepository({ client }: CoreDatabase) {
  const find = async (id: string, from: CoreClient | CoreTransaction = client): Promise<ServerRecord | null> => {
    const row = await from.resourceServer.findUnique({ where: { id } });
    return row && toServer(row);
  };
  return {
    find,
    async list(kinds?: readonly ServerKind[]): Promise<ServerRecord[]> {
      const rows = await client.resourceServer.findMany({
        ...(kinds && { where: { kind: { in: [...kinds] } } }),
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(toServer);
    },
    /**
     * Makes the server known under its name as the settings describe it; a later start finds it again and takes over
     * what changed. Its state and what a person set of it (labels, capacity) stay.
     */
    async ensure(description: ServerDescription, sealedCredentials: string | null, now: Date): Promise<ServerRecord> {
      const { labels, capacity, ...told } = columnsOf(description);
      const all = { ...told, sealedCredentials, origin: 'SETTINGS' };
      const { name } = description;
      try {
        const data = { id: newId('host'), ...all, labels, capacity, createdAt: now };
        return toServer(await client.resourceServer.create({ data }));
      } catch (error) {
        if (!isUniqueViolation(error)) throw error;
      }
      const known = toServer(await client.resourceServer.findUniqueOrThrow({ where: { name } }));
      // Named again: what was disabled because the settings did not name it is used again.
      const state = known.origin === 'PERSON' ? 'ENABLED' : known.state;
      const changes = { ...all, state, rowVersion: { increment: 1 } };
      return toServer(await client.resourceServer.update({ where: { id: known.id }, data: changes }));
    },
    findConfigured: async (name: string): Promise<ServerRecord | null> => {
      const row = await client.resourceServer.findUnique({ where: { name } });
      return row && toServer(row);
    },
    /** Servers that the settings named once and name no more: from now on people say what they are. */
    async release(named: readonly string[]): Promise<void> {
      await client.resourceServer.updateMany({
        where: { origin: 'SETTINGS', kind: { not: 'PROCESS' }, name: { notIn: [...named] } },
        data: { origin: 'PERSON', state: 'DISABLED', rowVersion: { increment: 1 } },
      });
    },
    /** Fails with a unique violation when the name is taken. */
    async insert(
      tx: CoreTransaction,
      id: string,
      description: ServerDescription,
      sealedCredentials: string | null,
      { at, by }: Author,
    ): Promise<void> {
      const written = { ...columnsOf(description), sealedCredentials, origin: 'PERSON' };
      await tx.resourceServer.create({ data: { id, ...written, createdAt: at, updatedAt: at, updatedBy: by } });
    },
    /** `false` when somebody changed the row since. */
    async update(
      tx: CoreTransaction,
      target: Target,
      change: Partial<ReturnType<typeof columnsOf>> & { sealedCredentials?: string | null; state?: ServerState },
      { at, by }: Author,
    ): Promise<boolean> {
      const { id, rowVersion } = target;
      const data = { ...change, updatedAt: at, updatedBy: by, rowVersion: rowVersion + 1 };
      return (await tx.resourceServer.updateMany({ where: { id, rowVersion }, data })).count === 1;
    },
    /** `false` when somebody changed the row since. */
    async remove(tx: CoreTransaction, { id, rowVersion }: Target): Promise<boolean> {
      return (await tx.resourceServer.deleteMany({ where: { id, rowVersion } })).count === 1;
    },
    /**
     * Keeps the server from being removed or disabled until the transaction ends; `false` when it is gone, or nothing
     * new may be put on it. Who allocates something on a server asks this in the same transaction.
     */
    async hold(tx: CoreTransaction, id: string): Promise<boolean> {
      const held = await tx.resourceServer.updateMany({ where: { id, state: 'ENABLED' }, data: { id } });
      return held.count === 1;
    },
  };
}
export type ServerRepository = ReturnType<typeof createServerRepository>;
