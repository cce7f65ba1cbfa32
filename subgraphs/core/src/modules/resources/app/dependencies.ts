import type { Clock, Problem, PubSub } from '@wecube/kit';
import type { CoreDatabase, CoreTransaction } from '@wecube/prisma';
import type { Audit } from '../../audit/index.ts';
import type { ServerRepository } from '../data/server-repository.ts';
import type { Credentials, ServerDescription, ServerRecord } from '../domain/server.ts';
import type { Allocation, HostCheck, SecretBox } from '../ports.ts';

/** What the use cases of resource servers work with. */
export type ServerDependencies = {
  database: CoreDatabase;
  repository: ServerRepository;
  clock: Clock;
  audit: Audit;
  pubSub: PubSub;
  secretBox: SecretBox;
  /** Everything on a server, whichever module put it there. */
  allocations(from: CoreTransaction, serverId: string): Promise<Allocation[]>;
  watch: ServerWatch;
};

/** What was last seen of servers; asks again in the background. */
export type ServerWatch = {
  healthOf(serverId: string): ServerHealth | null;
  /** Asks one server now, and tells subscribers when the answer differs from the last. */
  look(server: ServerRecord): Promise<ServerHealth>;
  forget(serverId: string): void;
};
export type ServerHealth = { check: HostCheck; at: Date };

/** What a person says of a server; absent fields stay as they are, or are the kind's default. */
export type ServerDraft = Partial<Omit<ServerDescription, 'kind'>> & { credentials?: Credentials | null };

export type ServerOutcome = { server: ServerRecord | null; problems: readonly Problem[] };

/** Nothing was changed. */
export const refused = (...problems: Problem[]): ServerOutcome => ({ server: null, problems });

export const openCredentials = (
  { secretBox }: Pick<ServerDependencies, 'secretBox'>,
  { sealedCredentials }: Pick<ServerRecord, 'sealedCredentials'>,
): Credentials => (sealedCredentials ? (JSON.parse(secretBox.open(sealedCredentials)) as Credentials) : {});

export const sealCredentials = (
  { secretBox }: Pick<ServerDependencies, 'secretBox'>,
  credentials: Credentials,
): string | null => (Object.keys(credentials).length > 0 ? secretBox.seal(JSON.stringify(credentials)) : null);
