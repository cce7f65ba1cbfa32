import { createServer } from 'node:net';
import type { PortProbe } from '../../modules/resources/index.ts';

/** Tries to listen on the port itself: the only question whose answer counts. For hosts that are this machine. */
export function createLocalPortProbe(): PortProbe {
  return {
    isFree: (host, port) =>
      new Promise((resolve) => {
        const server = createServer().once('error', () => resolve(false));
        server.listen({ host: host.address, port, exclusive: true }, () => server.close(() => resolve(true)));
      }),
  };
}
