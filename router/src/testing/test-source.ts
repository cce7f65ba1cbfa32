import { FailoverDataSource } from '../federation/data-source.ts';
import { Changes } from '../federation/in-flight-queries.ts';
import { defaultInstanceOptions } from '../federation/instance.ts';
import { prepareOperation } from '../federation/subgraph.ts';
import { defaultPoolOptions, SubgraphPool } from '../federation/subgraph-pool.ts';
import { type RequestContextParts, requestContext } from '../router-context.ts';

type Settings = {
  urls: string[];
  attemptMs?: number;
  deadlineMs?: number;
  dedupe?: boolean;
  pool?: Partial<typeof defaultPoolOptions>;
  instance?: Partial<typeof defaultInstanceOptions>;
};

/** A data source over real instances, with its pool, what it counted, and a short way to fetch. */
export async function startTestSource({
  urls,
  attemptMs = 5_000,
  deadlineMs = 20_000,
  dedupe = false,
  ...more
}: Settings) {
  const pool = new SubgraphPool(
    'estate',
    urls.map((url) => ({ url })),
    () => {},
    { ...defaultPoolOptions, ...more.pool, instance: { ...defaultInstanceOptions, ...more.instance } },
  );
  await pool.probe();
  const counts = { attempts: 0, retries: 0, refused: 0, shared: 0 };
  const count = (what: keyof typeof counts) => {
    counts[what] += 1;
  };
  const changes = new Changes();
  const source = new FailoverDataSource(pool, {
    attemptMs,
    deadlineMs,
    maxAttempts: 3,
    dedupe,
    changes,
    headersOf: ({ requestId, forwardedHeaders }) => ({
      ...forwardedHeaders,
      'content-type': 'application/json',
      'x-request-id': requestId,
    }),
    identityOf: (session) => session?.subject ?? 'anonymous',
    metrics: {
      attempt: () => count('attempts'),
      retry: () => count('retries'),
      budgetRefused: () => count('refused'),
      deduplicated: () => count('shared'),
    },
  });
  const contextOf = (parts: Partial<RequestContextParts> = {}) =>
    requestContext({ session: null, requestId: 'req_test', ...parts });
  return {
    pool,
    source,
    counts,
    changes,
    fetch: (query: string, parts?: Partial<RequestContextParts>) =>
      source.process({ request: { query }, context: contextOf(parts) }),
    send: (query: string, raw: boolean, parts?: Partial<RequestContextParts>) =>
      source.send(prepareOperation(query), undefined, contextOf(parts), { raw }),
    [Symbol.asyncDispose]: () => pool.dispose(),
  };
}
