import type { World } from './world.ts';

export type Quote = { symbol: string; number: number; price: number; at: number };

export const TICKER_SDL = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
  type Query { quote: Quote }
  type Subscription { quoteChanged: Quote }
  type Quote @key(fields: "symbol") { symbol: ID! number: Int! price: Float! at: Float! }`;

/** One subgraph with one stream. */
export const tickerWorld: World = { name: 'ticker', subgraphs: [{ name: 'quotes', sdl: TICKER_SDL, resolvers: {} }] };

export const tickerSubscription = 'subscription { quoteChanged { symbol number price at } }';
