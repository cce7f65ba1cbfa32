/** A stand-in for the router, to look at the portal without the services: `npm run mock -w web`, with PORTAL_URL where the portal runs. */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { buildSchema, execute, graphql, subscribe } from 'graphql';
import { useServer as serve } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { readMockEnv } from './env.ts';
import { rootValue, subscriptions } from './resolvers.ts';
import { addUpload, unpack, uploads } from './uploads.ts';

const { port, portalUrl, delayMs } = readMockEnv();
const schema = buildSchema(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'));
const events = schema.getSubscriptionType()?.getFields() ?? {};
for (const [name, start] of Object.entries(subscriptions)) {
  const field = events[name];
  if (field) field.subscribe = (_root, args) => start(args);
}

const server = createServer(async (incoming, outgoing) => {
  const path = incoming.url ?? '/';
  if (path.startsWith('/graphql')) return answer(incoming, outgoing);
  if (path.startsWith('/platform/packages')) return upload(incoming, outgoing);
  if (path === '/') return outgoing.writeHead(302, { location: '/portal' }).end();
  forward(incoming, outgoing);
});
const sockets = new WebSocketServer({ noServer: true });
serve({ schema, execute, subscribe, roots: { query: rootValue, mutation: rootValue } }, sockets);
server.on('upgrade', (incoming, socket, head) => {
  if (incoming.url?.startsWith('/graphql'))
    return sockets.handleUpgrade(incoming, socket, head, (opened) => sockets.emit('connection', opened, incoming));
  const { hostname, port: portalPort } = new URL(portalUrl);
  const beyond = connect(Number(portalPort), hostname, () => {
    beyond.write(`GET ${incoming.url} HTTP/1.1\r\n${rawHeaders(incoming)}\r\n\r\n`);
    beyond.pipe(socket).pipe(beyond);
  });
  beyond.on('error', () => socket.destroy());
  socket.on('error', () => beyond.destroy());
});
server.listen(port, '127.0.0.1', () => console.log(`mock platform on http://127.0.0.1:${port}`));

function rawHeaders(incoming: IncomingMessage): string {
  const lines: string[] = [];
  for (let at = 0; at < incoming.rawHeaders.length; at += 2)
    lines.push(`${incoming.rawHeaders[at]}: ${incoming.rawHeaders[at + 1]}`);
  return lines.join('\r\n');
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse) {
  const { query, variables } = JSON.parse(await body(incoming));
  await new Promise((resolve) => setTimeout(resolve, delayMs));
  const result = await graphql({ schema, source: query, variableValues: variables, rootValue });
  outgoing.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
}

/** As much of the tus protocol as a client needs that never loses its connection. */
async function upload(incoming: IncomingMessage, outgoing: ServerResponse) {
  const headers = { 'tus-resumable': '1.0.0' };
  const received = (await body(incoming)).length;
  if (incoming.method === 'POST') {
    const [, name = ''] = String(incoming.headers['upload-metadata']).split(' ');
    const sizeBytes = Number(incoming.headers['upload-length']);
    const { id } = addUpload(Buffer.from(name, 'base64').toString(), sizeBytes);
    return outgoing.writeHead(201, { ...headers, location: `/platform/packages/uploads/${id}` }).end();
  }
  const one = uploads.find(({ id }) => incoming.url?.endsWith(id));
  if (!one || incoming.method !== 'PATCH') return outgoing.writeHead(one ? 204 : 404, headers).end();
  const offset = Number(incoming.headers['upload-offset']) + received;
  outgoing.writeHead(204, { ...headers, 'upload-offset': offset }).end();
  if (offset >= one.sizeBytes) unpack(one);
}

async function body(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function forward(incoming: IncomingMessage, outgoing: ServerResponse) {
  const target = new URL(incoming.url ?? '/', portalUrl);
  const call = request(target, { method: incoming.method, headers: incoming.headers }, (response) => {
    outgoing.writeHead(response.statusCode ?? 502, response.headers);
    response.pipe(outgoing);
  });
  call.on('error', () => outgoing.writeHead(502).end('the portal does not answer'));
  incoming.pipe(call);
}
