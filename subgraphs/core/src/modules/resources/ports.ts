import type { HostRecord } from './domain/host.ts';

export type HostCheck = { available: true } | { available: false; reason: string };

/** Says whether a host can be used now, and in words why not. */
export interface HostProbe {
  check(host: HostRecord): Promise<HostCheck>;
}

/** Whether nobody on the host listens on a port now, the platform's own programs or others. */
export interface PortProbe {
  isFree(host: HostRecord, port: number): Promise<boolean>;
}
