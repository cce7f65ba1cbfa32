import type { Credentials, ResourcesModule, ServerKind, ServerRecord } from '../modules/resources/index.ts';
import type { Placed, ServerPool } from '../ports/server-pool.ts';

type Resources = Pick<
  ResourcesModule,
  'choose' | 'findServer' | 'servers' | 'configuredServer' | 'credentialsOf' | 'hold' | 'allocationsChanged'
>;

/** The servers of a kind as `make` opens them from their rows; one is made anew when its row has changed. */
export function createServerPool<Server>(options: {
  resources: Resources;
  kind: ServerKind;
  /** The name of the one that the settings describe. */
  configuredName: string;
  make(server: ServerRecord, credentials: Credentials): Server;
}): ServerPool<Server> {
  const { resources, kind, configuredName, make } = options;
  const held = new Map<string, { rowVersion: number; server: Server }>();
  const open = (row: ServerRecord): Placed<Server> => {
    const known = held.get(row.id);
    const isFresh = known !== undefined && known.rowVersion >= row.rowVersion;
    const server = isFresh ? known.server : make(row, resources.credentialsOf(row));
    if (!isFresh) held.set(row.id, { rowVersion: row.rowVersion, server });
    return { id: row.id, name: row.name, server };
  };
  return {
    async choose(chosenId) {
      const row = await resources.choose(kind, chosenId);
      return row && open(row);
    },
    async find(serverId) {
      const row =
        serverId === '' ? await resources.configuredServer(configuredName) : await resources.findServer(serverId);
      return row && open(row);
    },
    all: async () => (await resources.servers(kind)).map(open),
    hold: resources.hold,
    changed: resources.allocationsChanged,
  };
}
