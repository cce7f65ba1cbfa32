import { type Client, createClient } from 'graphql-ws';
import type { SubscriptionForwarder } from 'urql';
import type { LiveConnection } from './live-connection.ts';

const SESSION_ENDED = 4401;
/** What ends a subscription without being about it: the same one may run again, after what was missed is caught up with. */
const RETRYABLE = new Set([
  'SLOW_CONSUMER',
  'SUBSCRIPTION_SOURCE_LOST',
  'SUBSCRIPTION_SCHEMA_RELOAD',
  'TOO_MANY_OPERATIONS',
]);
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 5_000;

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
    retryWait: (retries) => new Promise((resolve) => setTimeout(resolve, waitBefore(retries))),
    on: {
      connected: () => live.connected(),
      closed: (event) => closed(event, live),
      // The router says so as soon as a stream is back after a gap, before anything happens on it.
      ping: (received, payload) => received && isResubscribed(payload) && live.missedEvents(),
    },
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
  let retries = 0;
  let timer: ReturnType<typeof setTimeout>;
  let stop = () => {};
  const startLater = () => {
    timer = setTimeout(start, waitBefore(retries));
    retries += 1;
  };
  const start = (): void => {
    let endedByRouter = false;
    stop = client.subscribe(
      {
        query: request.query ?? '',
        variables: request.variables as Record<string, unknown>,
        operationName: request.operationName,
      },
      {
        next: (result) => {
          endedByRouter = isRetryable(result.errors);
          if (endedByRouter) return;
          // Another try that carries something has caught up with what the page asks again now.
          if (retries > 0 || isResubscribed(result.extensions)) hooks.live.missedEvents();
          retries = 0;
          sink.next(result as Parameters<Sink['next']>[0]);
        },
        error: async (error) => {
          if (stopped) return;
          if (isRetryable(error)) return startLater();
          if (!isSessionEnd(error)) return sink.error(error);
          if (await hooks.refresh()) start();
          else hooks.signedOut();
        },
        complete: () => {
          if (stopped || !endedByRouter) return sink.complete();
          hooks.live.missedEvents();
          startLater();
        },
      },
    );
  };
  start();
  return () => {
    stopped = true;
    clearTimeout(timer);
    stop();
  };
}

/** Doubles with each try, and differs among clients, so that they do not all come back at once. */
const waitBefore = (retries: number) =>
  Math.min(FIRST_WAIT_MS * 2 ** retries, LONGEST_WAIT_MS) * (0.5 + Math.random() / 2);

const isResubscribed = (said: unknown) =>
  Boolean((said as { resubscribed?: unknown } | null | undefined)?.resubscribed);

function isRetryable(errors: unknown): boolean {
  if (!Array.isArray(errors)) return false;
  return errors.some(({ extensions }: { extensions?: { code?: string } }) => RETRYABLE.has(extensions?.code ?? ''));
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
