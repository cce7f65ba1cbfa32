import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/**
 * A TCP link to a server that can be cut without a goodbye, as when a process is killed, and restored. With `idleMs` it
 * cuts connections that were silent for so long, as load balancers do.
 */
export async function startSeverableLink(target: string, { idleMs = 0 }: { idleMs?: number } = {}) {
  const sockets = new Set<Socket>();
  let frozen = false;
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  };
  const server = createServer((near) => {
    const far = connect(Number(new URL(target).port), '127.0.0.1');
    keep(near);
    keep(far);
    near.setTimeout(idleMs, () => near.resetAndDestroy());
    if (!frozen) near.pipe(far).pipe(near);
    near.on('close', () => frozen || far.destroy());
    far.on('close', () => frozen || near.destroy());
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const cut = async () => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.resetAndDestroy();
    await closed;
  };
  /** Nothing passes any more, and neither end is told, as when a machine or a network vanishes. */
  const freeze = () => {
    frozen = true;
    for (const socket of sockets) socket.unpipe().pause();
  };
  return {
    url: target.replace(/:\d+/, `:${port}`),
    cut,
    freeze,
    restore: () => listen(port),
    [Symbol.asyncDispose]: cut,
  };
}
