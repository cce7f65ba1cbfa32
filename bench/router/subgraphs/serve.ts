// A process: serve.ts WORLD. Answers POST /{subgraph} by graphql-js and prints its port. Equal requests are executed once.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { execute, type GraphQLSchema, parse } from 'graphql';
import { type Subgraph, schemaOf } from './world.ts';
import { worldNamed } from './worlds.ts';

type Operation = { query: string; variables?: Record<string, unknown>; operationName?: string };

const subgraphs = new Map<string, { subgraph: Subgraph; schema: GraphQLSchema }>();
for (const subgraph of worldNamed(process.argv[2] ?? '').subgraphs) {
  subgraphs.set(`/${subgraph.name}`, { subgraph, schema: schemaOf(subgraph) });
}
const known = new Map<string, string>();

const server = createServer(async (request, response) => {
  if (request.method !== 'POST') return void response.end('{"status":"ok"}');
  const body = await read(request);
  const key = `${request.url}\n${body}`;
  const answer = known.get(key) ?? JSON.stringify(await answerTo(request.url ?? '', JSON.parse(body) as Operation));
  known.set(key, answer);
  response.setHeader('content-type', 'application/json').end(answer);
});

server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));

async function answerTo(path: string, { query, variables, operationName }: Operation) {
  const served = subgraphs.get(path);
  if (!served) throw new Error(`There is no subgraph at ${path}.`);
  const { schema, subgraph } = served;
  return execute({
    schema,
    document: parse(query),
    variableValues: variables,
    operationName,
    ...(subgraph.fieldResolver && { fieldResolver: subgraph.fieldResolver }),
    typeResolver: (value) => (value as { __typename?: string }).__typename,
  });
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
