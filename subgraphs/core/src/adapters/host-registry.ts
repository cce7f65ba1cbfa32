import type { ContainerHost } from '../modules/instances/index.ts';
import type { Credentials, HostRecord } from '../modules/resources/index.ts';
import { createDockerHost, type DockerHost } from './docker/docker-host.ts';
import { engineAddress } from './docker/engine-address.ts';

/** Gives the adapter of a host; hosts come, change and go while the platform runs. */
export type HostRegistry = {
  containerHost(host: HostRecord): ContainerHost | null;
  /** Ends the connections to a host that is gone. */
  forget(hostId: string): void;
  close(): void;
};

type Held = { rowVersion: number; host: DockerHost };

/**
 * Makes the adapter of a host from its row when it is first asked for, and anew when the row has changed, whichever
 * core changed it. A call in hand at that moment ends with the old connection and is repeated as any other that broke.
 */
export function createHostRegistry(options: {
  process: ContainerHost;
  secretBox: { open(sealed: string): string };
}): HostRegistry {
  const held = new Map<string, Held>();
  const forget = (id: string): void => {
    held.get(id)?.host.close();
    held.delete(id);
  };
  return {
    containerHost(host) {
      if (host.driver === 'PROCESS') return options.process;
      const known = held.get(host.id);
      // A row that was read before the last change may still be in somebody's hands.
      if (known && known.rowVersion >= host.rowVersion) return known.host;
      forget(host.id);
      // A host of an older version, whose setting is gone, has nothing that says how it is reached.
      if (host.endpoint === '') return null;
      const made = openDockerHost(host, options.secretBox);
      held.set(host.id, { rowVersion: host.rowVersion, host: made });
      return made;
    },
    forget,
    close() {
      for (const id of [...held.keys()]) forget(id);
    },
  };
}

function openDockerHost(host: HostRecord, secretBox: { open(sealed: string): string }): DockerHost {
  const { sealedCredentials, address: publishAddress } = host;
  const credentials = sealedCredentials ? (JSON.parse(secretBox.open(sealedCredentials)) as Credentials) : {};
  return createDockerHost({ ...engineAddress(host, credentials), publishAddress });
}
