import type { ProblemObject } from '@wecube/kit';
import type { ServerDraft, ServerHealth, ServerOutcome } from '../app/dependencies.ts';
import type { TestOutcome } from '../app/test-server.ts';
import type { Credentials, ServerRecord } from '../domain/server.ts';
import type { Allocation, HostCheck } from '../ports.ts';
import type {
  CreateServerInput,
  CredentialsInput,
  HealthObject,
  ServerObject,
  ServerPayload,
  TestServerInput,
  TestServerPayload,
  UpdateServerInput,
  UsageObject,
} from './server.types.ts';

/** The server as clients see it; of what signs in there only that there is something. */
export function presentServer(server: ServerRecord): ServerObject {
  const { id, kind, name, endpoint, address, pinned, labels, capacity, options } = server;
  const { state, origin, createdAt, updatedAt, updatedBy, rowVersion } = server;
  const { items = null, memoryMiB = null, cpus = null } = capacity;
  const { sharedKeys = false, folder = null, control = null } = options;
  return {
    ...{ id, kind, name, endpoint, address, pinned, labels, sharedKeys, folder, control },
    ...{ state, origin, createdAt, updatedAt, rowVersion, updatedBy: updatedBy || null },
    capacity: { items, memoryMiB, cpus },
    hasCredentials: server.sealedCredentials !== null,
  };
}

export function presentHealth(health: ServerHealth | null): HealthObject {
  const nothing = { version: null, reason: null, reasonText: null, remedy: null };
  if (!health) return { ...nothing, status: 'UNKNOWN', checkedAt: null };
  return { ...nothing, ...presentCheck(health.check), checkedAt: health.at };
}

function presentCheck(check: HostCheck) {
  if (check.available) return { status: 'AVAILABLE' as const, version: check.version ?? null };
  const { reason, said } = check;
  return { status: 'UNAVAILABLE' as const, reason, reasonText: said ?? null, remedy: said?.remedy ?? null };
}

export function presentUsage(allocations: readonly Allocation[]): UsageObject {
  const sum = (of: 'memoryMiB' | 'cpus') => allocations.reduce((total, one) => total + (one[of] ?? 0), 0);
  return { items: allocations.length, memoryMiB: sum('memoryMiB'), cpus: sum('cpus') };
}

export const presentOutcome = ({ server, problems }: ServerOutcome): ServerPayload => ({
  server: server && presentServer(server),
  problems: problems as readonly ProblemObject[],
});

export const presentTest = ({ check, problems, tookMs }: TestOutcome, at: Date): TestServerPayload => ({
  health: check && presentHealth({ check, at }),
  problems: problems as readonly ProblemObject[],
  tookMs,
});

type Draft = Omit<CreateServerInput & UpdateServerInput & TestServerInput, 'id' | 'kind' | 'rowVersion' | 'state'>;

/** What a client sent, fields that it left out left out. */
export function toDraft({ sharedKeys, folder, control, credentials, ...plain }: Draft): ServerDraft {
  const options = {
    ...(sharedKeys != null && { sharedKeys }),
    ...(folder != null && { folder: folder.trim() }),
    ...(control != null && { control: control.trim() }),
  };
  const { name, endpoint, address, pinned, labels, capacity } = plain;
  const told = { name, endpoint, address, pinned, labels, capacity };
  return {
    ...(Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)) as ServerDraft),
    ...(Object.keys(options).length > 0 && { options }),
    ...(credentials && { credentials: toCredentials(credentials) }),
  };
}

const toCredentials = (input: CredentialsInput): Credentials =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value != null));
