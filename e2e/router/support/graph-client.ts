import { type Client, type ClientOptions, createClient } from 'graphql-ws';
import WebSocket from 'ws';

export type Answer = {
  data?: Record<string, unknown> | null;
  errors?: { message: string; extensions: { code: string } }[];
};

/** A signed-in client of a router, directly or by way of what stands in front of it. */
export class GraphClient implements AsyncDisposable {
  readonly #clients: Client[] = [];

  constructor(
    private readonly addressOf: () => string,
    private readonly token: string,
  ) {}

  async ask(query: string, variables?: object): Promise<Answer> {
    const response = await fetch(`${this.addressOf()}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.token}` },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer;
  }

  /** A WebSocket of its own; it does not try again by itself unless it is told to. */
  socket(options: Partial<ClientOptions> = {}): Client {
    const client = createClient({
      url: `${this.addressOf().replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      lazy: false,
      onNonLazyError: () => {},
      connectionParams: { authorization: `Bearer ${this.token}` },
      ...options,
    });
    this.#clients.push(client);
    return client;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const client of this.#clients) await client.dispose();
  }
}
