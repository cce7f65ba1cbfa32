import type { ServerKind, ServerRecord } from './server.ts';

/** How a host runs instances. */
export type HostDriver = Extract<ServerKind, 'PROCESS' | 'DOCKER'>;

/** A machine that runs instances; how its engine is reached stands in the row, secrets sealed. */
export type HostRecord = Omit<ServerRecord, 'kind'> & { driver: HostDriver };

/** Whether the engine of a host sees the files of the platform's machine. */
export const sharesFiles = ({ driver, endpoint }: Pick<HostRecord, 'driver' | 'endpoint'>): boolean =>
  driver === 'PROCESS' || endpoint.startsWith('unix:');

/** Ports that the platform gives to instances; Linux hands none of them to outgoing connections. */
export const FIRST_PORT = 20_000;
export const LAST_PORT = 29_999;

/** Every port of the range once, beginning at `start`: searches from different starts seldom meet. */
export function* portsFrom(start: number): Generator<number> {
  const size = LAST_PORT - FIRST_PORT + 1;
  for (let index = 0; index < size; index += 1) yield FIRST_PORT + ((start + index) % size);
}
