import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a subgraph may misbehave. */
export type Fault = 'none' | 'reset' | 'hang' | 'garbage' | 'refused' | number;

/** An instance of a subgraph that answers `{ data: { from } }` or fails as told, and counts what reached it. */
export async function startFaultyServer(from: string) {
  let fault: Fault = 'none';
  let hits = 0;
  const server = createServer((request, response) => {
    hits += request.method === 'POST' ? 1 : 0;
    request.resume().on('end', () => answer(response, fault, from));
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    hits: () => hits,
    async behave(next: Fault) {
      fault = next;
      hits = 0;
      if (next === 'refused') await close();
      else if (!server.listening) await listen(port);
    },
    [Symbol.asyncDispose]: close,
  };
}

function answer(response: ServerResponse, fault: Fault, from: string): void {
  if (fault === 'reset') response.socket?.destroy();
  else if (fault === 'none') response.end(JSON.stringify({ data: { from } }));
  else if (fault === 'garbage') response.end('<html>proxy login</html>');
  else if (typeof fault === 'number') response.writeHead(fault).end('failed');
}
