import { connect, createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { PortProbe } from '../../modules/resources/index.ts';

const LOOK_MS = 500;

/**
 * Whether a port of a host is free. At an address of this machine it tries to listen, the only question whose answer
 * counts; elsewhere it tries to connect, and an engine that finds the port taken says so when the container starts.
 */
export function createPortProbe(): PortProbe {
  return { isFree: ({ address }, port) => (isHere(address) ? canListen(address, port) : nobodyAnswers(address, port)) };
}

const isHere = (address: string): boolean =>
  /^127\.|^::1$|^localhost$/.test(address) ||
  Object.values(networkInterfaces()).some((all) => all?.some((one) => one.address === address));

const canListen = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(true)));
  });

const nobodyAnswers = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: LOOK_MS });
    const end = (isFree: boolean) => {
      socket.destroy();
      resolve(isFree);
    };
    socket
      .once('connect', () => end(false))
      .once('error', () => end(true))
      .once('timeout', () => end(true));
  });
