// A process: subgraph-process.mjs JOURNAL. It takes orders from its parent over IPC (see subgraph-instance.ts), serves
// subgraphs under their names on one port, and writes every mutation that it executes into the journal. It is plain
// JavaScript because scenarios start dozens of it and wait for each.
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { Stream } from './stream.mjs';

const SLOW_MS = 4_000;
const [journal = ''] = process.argv.slice(2);
const schemas = new Map();
const sockets = new Set();
const tasks = new Stream();
let fault = 'none';
let asked = 0;
let port = 0;
let http;

process.on('disconnect', () => process.exit(0));
process.on('message', async (order) => {
  if (order.kind === 'serve') await serve(order.subgraphs, order.host, order.port);
  if (order.kind === 'behave') await behave(order.fault);
  report({ id: order.id, port, asked, streams: tasks.size });
});

async function serve(subgraphs, host, wanted) {
  for (const { name, sdl } of subgraphs) {
    const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers }]);
    schemas.set(`/${name}`, schema);
  }
  port = wanted;
  await listen(host);
}

async function listen(host) {
  http = createServer((request, response) => void answer(request, response).catch(() => response.destroy()));
  http.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  });
  const upgrades = new WebSocketServer({ server: http });
  useServer({ schema: ({ extra }) => schemaAt(extra.request.url), context: () => ({ task: null }) }, upgrades, 2_000);
  await new Promise((resolve, reject) => http.once('error', reject).listen(port, host, resolve));
  port = http.address().port;
}

/** Refusing means that nobody listens any more and that nothing of what was open goes on. */
async function behave(next) {
  const { address } = http.address() ?? { address: '127.0.0.1' };
  fault = next;
  if (next === 'refuse') {
    http.close();
    for (const socket of sockets) socket.resetAndDestroy();
  } else if (!http.listening) await listen(address);
}

async function answer(request, response) {
  if (request.method !== 'POST') return void response.end('{"status":"ok"}');
  asked += 1;
  if (fault === 'busy') return void response.writeHead(503, { 'retry-after': '30' }).end('busy');
  const { query, variables, operationName } = JSON.parse(await text(request));
  const document = parse(query);
  const result = await execute({ schema: schemaAt(request.url), document, variableValues: variables, operationName });
  if (fault === 'garbage') return void response.end('<html>the gate of another network</html>');
  if (fault === 'slow') await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
  response.setHeader('content-type', 'application/json').end(JSON.stringify(result));
}

const task = (title) => ({
  id: title,
  title,
  servedBy: process.pid,
  owner: { __typename: 'Person', id: 'p1' },
});

const resolvers = {
  Query: {
    tasks: () => ['a', 'b', 'c'].map(task),
    people: () => ['p1', 'p2'].map((id) => ({ id, name: `person ${id}` })),
  },
  Mutation: {
    addTask: (_source, { title }) => {
      appendFileSync(journal, `${title}\n`);
      tasks.publish({ taskAdded: task(title) });
      return task(title);
    },
  },
  Subscription: { taskAdded: { subscribe: () => tasks.listen() } },
  Person: { __resolveReference: ({ id }) => ({ id, name: `person ${id}` }) },
};

function schemaAt(path = '/') {
  const schema = schemas.get(path);
  if (!schema) throw new Error(`nothing at ${path}`);
  return schema;
}

async function text(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function report(answered) {
  process.send?.(answered);
}
