import { createServer } from 'node:net';

/** A port of the loopback interface that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const NEIGHBOURS = 20;

/** The first port after this one that is free; any free one when its neighbours are all taken. */
export async function freePortAfter(port: number): Promise<number> {
  for (let candidate = port + 1; candidate <= Math.min(port + NEIGHBOURS, 65_535); candidate += 1) {
    if (await isPortFree(candidate)) return candidate;
  }
  return freePort();
}

/** Whether nothing listens on this port of the loopback interface. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
