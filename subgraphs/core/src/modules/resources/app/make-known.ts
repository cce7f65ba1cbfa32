import type { Clock } from '@wecube/kit';
import type { ServerRepository } from '../data/server-repository.ts';
import type { Credentials, ServerDescription } from '../domain/server.ts';
import type { SecretBox } from '../ports.ts';

/** A server that the settings of the platform name. */
export type ConfiguredServer = Pick<ServerDescription, 'kind' | 'name' | 'address'> &
  Partial<ServerDescription> & { credentials?: Credentials };

type Dependencies = { repository: ServerRepository; clock: Clock; secretBox: SecretBox };

/**
 * Writes the servers of the settings down, so that they are rows as all others. One that the settings name no more
 * stays, disabled: what is allocated on it goes on, and a person may enable or remove it.
 */
export async function makeKnown(
  { repository, clock, secretBox }: Dependencies,
  configured: readonly ConfiguredServer[],
): Promise<void> {
  for (const { credentials, ...told } of configured) {
    const description = { endpoint: '', pinned: null, labels: [], capacity: {}, options: {}, ...told };
    const sealed = credentials ? secretBox.seal(JSON.stringify(credentials)) : null;
    await repository.ensure(description, sealed, new Date(clock.now()));
  }
  await repository.release(configured.map(({ name }) => name));
}
