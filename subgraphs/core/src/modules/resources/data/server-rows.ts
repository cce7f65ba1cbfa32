import type { HostDriver, HostRecord } from '../domain/host.ts';
import type { ServerDescription, ServerKind, ServerOrigin, ServerRecord, ServerState } from '../domain/server.ts';

type Written = 'kind' | 'labels' | 'capacity' | 'options' | 'state' | 'origin';
export type ServerRow = Omit<ServerRecord, Written> & {
  kind: string;
  labels: string | null;
  capacity: string | null;
  options: string | null;
  state: string;
  origin: string;
};

export const HOST_KINDS: readonly ServerKind[] = ['PROCESS', 'DOCKER'] satisfies HostDriver[];

/** A row in, the domain's record out. */
export function toServer(row: ServerRow): ServerRecord {
  return {
    ...row,
    kind: row.kind as ServerKind,
    labels: readJson<string[]>(row.labels) ?? [],
    capacity: readJson(row.capacity) ?? {},
    options: readJson(row.options) ?? {},
    state: row.state as ServerState,
    origin: row.origin as ServerOrigin,
  };
}

/** The server as a host; `null` when it runs no instances. */
export function toHost({ kind, ...server }: ServerRecord): HostRecord | null {
  return HOST_KINDS.includes(kind) ? { ...server, driver: kind as HostDriver } : null;
}

/** What is written of a description. */
export function columnsOf({ labels, capacity, options, ...plain }: ServerDescription) {
  return {
    ...plain,
    labels: JSON.stringify(labels),
    capacity: JSON.stringify(capacity),
    options: JSON.stringify(options),
  };
}

const readJson = <T>(json: string | null): T | null => (json === null ? null : (JSON.parse(json) as T));
