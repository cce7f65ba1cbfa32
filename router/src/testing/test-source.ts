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
    headerText: ({ requestId }) => `content-type: application/json\r\nx-request-id: ${requestId}\r\n`,
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
    /** With the same body as `pass` sends. */
    sendBare: (query: string, parts?: Partial<RequestContextParts>) =>
      source.send(prepareOperation(query), '{}', contextOf(parts), { raw: true }),
    /** The same for an answer that may go through: how it came, and what it was. */
    pass: (query: string, parts?: Partial<RequestContextParts>) =>
      new Promise<{ passed: string } | { looked: string } | 'not begun'>((resolve, reject) => {
        const begun = source.passThrough(
          {
            operation: prepareOperation(query),
            variables: '{}',
            passed: (passed) => resolve({ passed }),
            looked: (answer) => void answer.then(({ text }) => resolve({ looked: text }), reject),
          },
          contextOf(parts),
        );
        if (!begun) resolve('not begun');
      }),
    [Symbol.asyncDispose]: () => pool.dispose(),
  };
}
