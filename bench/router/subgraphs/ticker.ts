// A process: ticker.ts PORT. A subgraph `quotes` with one stream; POST /publish?events=N&every=MS publishes on it.
import { createServer } from 'node:http';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { Fanout } from './fanout.ts';
import { type Quote, TICKER_SDL } from './ticker-world.ts';

const quotes = new Fanout<{ quoteChanged: Quote }>();
const resolvers = {
  Query: { quote: () => quoteNow(0) },
  Subscription: { quoteChanged: { subscribe: () => quotes.listen() } },
};
const schema = buildSubgraphSchema([{ typeDefs: parse(TICKER_SDL), resolvers: resolvers as never }]);

const http = createServer(async (request, response) => {
  const url = new URL(request.url ?? '/', 'http://ticker');
  if (url.pathname === '/publish') return void response.end(String(await publish(url.searchParams)));
  if (url.pathname === '/listeners') return void response.end(String(quotes.size));
  if (request.method !== 'POST') return void response.end('ok');
  let body = '';
  for await (const chunk of request) body += chunk;
  const { query, variables } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
  const answer = await execute({ schema, document: parse(query), variableValues: variables });
  response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
});
useServer({ schema }, new WebSocketServer({ server: http }));
http.listen(Number(process.argv[2]), '127.0.0.1', () => console.log('listens'));

async function publish(asked: URLSearchParams): Promise<number> {
  const [events, every] = [Number(asked.get('events')), Number(asked.get('every'))];
  for (let number = 1; number <= events; number += 1) {
    quotes.publish({ quoteChanged: quoteNow(number) });
    if (every > 0) await new Promise((resolve) => setTimeout(resolve, every));
  }
  return events;
}

/** The monotonic clock is the same in every process of a machine. */
function quoteNow(number: number): Quote {
  return { symbol: 'wecube', number, price: number * 1.25, at: Number(process.hrtime.bigint()) / 1e6 };
}
