/** How a host runs instances. */
export type HostDriver = 'PROCESS' | 'DOCKER';

/** A machine that runs instances. */
export type HostRecord = {
  id: string;
  name: string;
  driver: HostDriver;
  /** Where the ports of its instances are reached. */
  address: string;
};

/** Ports that the platform gives to instances; Linux hands none of them to outgoing connections. */
export const FIRST_PORT = 20_000;
export const LAST_PORT = 29_999;

/** Every port of the range once, beginning at `start`: searches from different starts seldom meet. */
export function* portsFrom(start: number): Generator<number> {
  const size = LAST_PORT - FIRST_PORT + 1;
  for (let index = 0; index < size; index += 1) yield FIRST_PORT + ((start + index) % size);
}
