import type { CoreTransaction } from '@wecube/prisma';

/** A server with the row that describes it. */
export type Placed<Server> = { id: string; name: string; server: Server };

/** The servers of one kind that keep something of packages; they come, change and go while the platform runs. */
export interface ServerPool<Server> {
  /** Where something new is put: the chosen one, or the one with the most room; `null` when there is none. Throws when none will do. */
  choose(chosenId?: string | null): Promise<Placed<Server> | null>;
  /** The server that keeps something; an empty id, of rows older than the choice, means the one of the settings. */
  find(serverId: string): Promise<Placed<Server> | null>;
  all(): Promise<Placed<Server>[]>;
  /** Keeps the server from being removed until the transaction ends; `false` when nothing may be put on it. */
  hold(tx: CoreTransaction, serverId: string): Promise<boolean>;
  /** Tells that something came to the server or went from it. */
  changed(serverId: string): Promise<void>;
}
