import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a subgraph may misbehave; `held` answers when told to. */
export type Fault =
  | 'none'
  | 'reset'
  | 'hang'
  | 'held'
  | 'garbage'
  | 'refused'
  | number
  | { status: number; retryAfter: string };

/** An instance of a subgraph that answers `{ data: { from } }` or fails as told, and counts what reached it. */
export async function startFaultyServer(from: string) {
  let fault: Fault = 'none';
  let hits = 0;
  let given: IncomingHttpHeaders = {};
  let abandoned = 0;
  const connections = new Set<number>();
  const held: (() => void)[] = [];
  const server = createServer((request, response) => {
    const counts = request.method === 'POST';
    if (counts) {
      hits += 1;
      given = request.headers;
      connections.add(request.socket.remotePort ?? 0);
      response.once('close', () => {
        abandoned += response.writableFinished ? 0 : 1;
      });
    }
    request.resume().on('end', () => {
      if (fault === 'held' && counts) held.push(() => answer(response, 'none', from));
      else answer(response, fault, from);
    });
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
    /** Headers of the last request. */
    given: () => given,
    /** Requests whose client left before they were answered. */
    abandoned: () => abandoned,
    /** Connections that carried a request. */
    connections: () => connections.size,
    release: () => {
      for (const answerNow of held.splice(0)) answerNow();
    },
    async behave(next: Fault) {
      fault = next;
      hits = 0;
      abandoned = 0;
      connections.clear();
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
  else if (typeof fault === 'object') response.writeHead(fault.status, { 'retry-after': fault.retryAfter }).end();
}
