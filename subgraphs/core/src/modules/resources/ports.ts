import type { Said } from '@wecube/kit';
import type { CoreTransaction } from '@wecube/prisma';
import type { HostRecord } from './domain/host.ts';
import type { Credentials, ServerDescription } from './domain/server.ts';

/** Whether a server can be used now, with its version where it tells; the reason is for a person, `said` the same by code. */
export type HostCheck =
  | { available: true; version?: string | undefined }
  | { available: false; reason: string; said?: Said | undefined };

/** Says whether a host can be used now, and in words why not. */
export interface HostProbe {
  check(host: HostRecord): Promise<HostCheck>;
}

/** Whether nobody on the host listens on a port now, the platform's own programs or others. */
export interface PortProbe {
  isFree(host: Pick<HostRecord, 'address'>, port: number): Promise<boolean>;
}

/** Encrypts what the database must keep but nobody may read there. */
export interface SecretBox {
  seal(plain: string): string;
  open(sealed: string): string;
}

/** Whether a server of any kind can be used as it is described; `credentials` is what signs in there. */
export interface ServerProbe {
  check(server: ServerDescription & { id: string | null }, credentials: Credentials): Promise<HostCheck>;
}

/** Something of a package on a server. */
export type Allocation = {
  kind: 'CONTAINER' | 'DATABASE' | 'BUCKET' | 'PROXY_USER';
  id: string;
  name: string;
  packageName: string;
  since: Date;
  /** What a container was given. */
  memoryMiB?: number | null;
  cpus?: number | null;
};

/** A module that puts things on servers: what of it is on one now, also inside a transaction. */
export type AllocationSource = (from: CoreTransaction, serverId: string) => Promise<readonly Allocation[]>;
