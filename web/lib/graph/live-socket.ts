import { type Client, createClient } from 'graphql-ws';
import type { SubscriptionForwarder } from 'urql';
import type { LiveConnection } from './live-connection.ts';

const SESSION_ENDED = 4401;

/** Subscriptions over one same-origin WebSocket that reconnects for ever and renews the session when the router closes with 4401. */
export function createLiveSocket(
  live: LiveConnection,
  refresh: () => Promise<boolean>,
  signedOut: () => void,
): SubscriptionForwarder {
  const client = createClient({
    url: socketUrl(),
    lazyCloseTimeout: 2_000,
    keepAlive: 12_000,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: (retries) => new Promise((resolve) => setTimeout(resolve, Math.min(500 * 2 ** retries, 5_000))),
    on: { connected: () => live.connected(), closed: (event) => closed(event, live) },
  });
  return (request) => ({
    subscribe: (sink) => ({ unsubscribe: subscribe(client, request, sink, { live, refresh, signedOut }) }),
  });
}

type Request = Parameters<SubscriptionForwarder>[0];
type Sink = Parameters<ReturnType<SubscriptionForwarder>['subscribe']>[0];
type Hooks = { live: LiveConnection; refresh: () => Promise<boolean>; signedOut: () => void };

function subscribe(client: Client, request: Request, sink: Sink, hooks: Hooks): () => void {
  let stopped = false;
  let stop = () => {};
  const start = () => {
    stop = client.subscribe(
      {
        query: request.query ?? '',
        variables: request.variables as Record<string, unknown>,
        operationName: request.operationName,
      },
      {
        next: (result) => {
          if ((result.extensions as { resubscribed?: boolean } | undefined)?.resubscribed) hooks.live.missedEvents();
          sink.next(result as Parameters<Sink['next']>[0]);
        },
        error: async (error) => {
          if (stopped) return;
          if (!isSessionEnd(error)) return sink.error(error);
          if (await hooks.refresh()) start();
          else hooks.signedOut();
        },
        complete: () => sink.complete(),
      },
    );
  };
  start();
  return () => {
    stopped = true;
    stop();
  };
}

function closed(event: unknown, live: LiveConnection): void {
  const { code, wasClean } = event as { code?: number; wasClean?: boolean };
  if (code === 1000 && wasClean) return;
  live.lost();
}

const isSessionEnd = (error: unknown) => (error as { code?: number } | null)?.code === SESSION_ENDED;

function socketUrl(): string {
  const { protocol, host } = window.location;
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/graphql`;
}
