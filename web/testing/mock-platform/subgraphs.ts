// biome-ignore-all lint/suspicious/noExplicitAny: the mock hands loosely typed rows to graphql, which checks them against the schema.
import { now } from './state.ts';

type Any = Record<string, any>;

const MINUTE = 60_000;

const change = (minutesAgo: number, state: string, breaker: string, reason: string, detail: string | null = null) => ({
  at: now(minutesAgo * MINUTE),
  state,
  breaker,
  reason,
  detail,
});

const joined = change(180, 'UP', 'CLOSED', 'JOINED');

function instance(subgraph: string, host: string, more: Any = {}): Any {
  return {
    id: `${subgraph}:http://${host}/graphql`,
    url: `http://${host}/graphql`,
    state: 'UP',
    primary: false,
    preferred: false,
    drainedBy: null,
    breaker: 'CLOSED',
    heldUntil: null,
    putOffUntil: null,
    inFlight: 0,
    p50Ms: null,
    p95Ms: null,
    latencyMs: 1.8,
    lastError: null,
    checkedAt: now(1_000),
    errors: [],
    history: [joined],
    ...more,
  };
}

const busy = (inFlight: number, p50Ms: number, p95Ms: number) => ({ primary: true, inFlight, p50Ms, p95Ms });
const refused = (minutesAgo: number) => ({ at: now(minutesAgo * MINUTE), message: 'ECONNREFUSED' });

/** Subgraphs in every state an instance can be in. */
export const subgraphs: Any[] = [
  { name: 'auth', instances: [instance('auth', 'core-1:9402', busy(2, 4.1, 12.3)), instance('auth', 'core-2:9402')] },
  {
    name: 'core',
    instances: [
      instance('core', 'core-1:9401', {
        ...busy(11, 14.2, 38.6),
        history: [
          joined,
          change(22, 'DOWN', 'CLOSED', 'PROBES_FAILED', 'ECONNREFUSED'),
          change(19, 'UP', 'CLOSED', 'PROBES_ANSWERED'),
          change(18.6, 'UP', 'CLOSED', 'TOOK_OVER', 'core-2:9401'),
        ],
        errors: [refused(22.1), refused(22)],
      }),
      instance('core', 'core-2:9401', {
        history: [joined, change(22, 'UP', 'CLOSED', 'TOOK_OVER', 'core-1:9401')],
      }),
    ],
  },
  {
    name: 'wecmdb',
    instances: [
      instance('wecmdb', 'dock-01:20310', {
        heldUntil: now(-14_000),
        history: [
          joined,
          change(14, 'DOWN', 'CLOSED', 'PROBES_FAILED', 'UND_ERR_CONNECT_TIMEOUT'),
          change(12, 'UP', 'CLOSED', 'PROBES_ANSWERED'),
          change(6, 'DOWN', 'CLOSED', 'PROBES_FAILED', 'UND_ERR_CONNECT_TIMEOUT'),
          change(0.4, 'UP', 'CLOSED', 'PROBES_ANSWERED'),
        ],
        errors: [{ at: now(6 * MINUTE), message: 'UND_ERR_CONNECT_TIMEOUT' }],
      }),
      instance('wecmdb', 'dock-02:20311', {
        ...busy(7, 48, 121),
        history: [joined, change(6, 'UP', 'CLOSED', 'TOOK_OVER', 'dock-01:20310')],
      }),
    ],
  },
  {
    name: 'saltstack',
    instances: [
      instance('saltstack', 'dock-01:20411', {
        breaker: 'OPEN',
        lastError: 'HTTP 502',
        history: [joined, change(3, 'UP', 'OPEN', 'BREAKER_OPENED', 'HTTP 502')],
        errors: [3.02, 3.01, 3].map((ago) => ({ at: now(ago * MINUTE), message: 'HTTP 502' })),
      }),
      instance('saltstack', 'dock-02:20419', {
        ...busy(3, 210, 640),
        history: [joined, change(3, 'UP', 'CLOSED', 'TOOK_OVER', 'dock-01:20411')],
      }),
    ],
  },
  {
    name: 'terraform',
    instances: [
      instance('terraform', 'dock-04:20502', {
        state: 'DRAINING',
        drainedBy: 'zhao.min',
        inFlight: 1,
        history: [joined, change(9, 'DRAINING', 'CLOSED', 'DRAINED', 'zhao.min')],
      }),
      instance('terraform', 'dock-03:20500', {
        ...busy(1, 88, 340),
        preferred: true,
        history: [joined, change(10, 'UP', 'CLOSED', 'PREFERRED', 'zhao.min')],
      }),
    ],
  },
  {
    name: 'capacity',
    instances: [
      instance('capacity', 'dock-03:21040', {
        state: 'DOWN',
        latencyMs: null,
        lastError: 'ECONNREFUSED',
        history: [joined, change(4, 'DOWN', 'CLOSED', 'PROBES_FAILED', 'ECONNREFUSED')],
        errors: [refused(4.1), refused(4)],
      }),
    ],
  },
].map((subgraph) => ({ id: subgraph.name, ...subgraph }));

/** Does to an instance what an operator asked, and returns the payload and the subgraph it belongs to. */
export function changeSubgraphInstance({ id, force }: Any, more: Any, reason: string): { payload: Any; subgraph: Any } {
  const subgraph = subgraphs.find(({ instances }) => instances.some((one: Any) => one.id === id));
  if (!subgraph) throw new Error(`no instance ${id}`);
  const found = subgraph.instances.find((one: Any) => one.id === id);
  const alone = !subgraph.instances.some((one: Any) => one !== found && one.state === 'UP');
  if (reason === 'DRAINED' && alone && !force) {
    const message = `No other instance of "${subgraph.name}" is healthy. Nothing was changed.`;
    const remedy = 'Start another instance first, or drain this one with `force`.';
    return { payload: { instance: found, problems: [{ code: 'LAST_SUBGRAPH_INSTANCE', message, remedy }] }, subgraph };
  }
  Object.assign(found, more);
  found.history = [...found.history, change(0, found.state, found.breaker, reason, 'umadmin')];
  return { payload: { instance: found, problems: [] }, subgraph };
}
