import type { Expression, Segment } from '@wecube/core/testing/expressions';
import type { EntityQuery } from '@wecube/plugin-adapters/wecube-rest';

type Row = Record<string, unknown>;
type Caller = { queryEntities(query: EntityQuery): Promise<Row[]> };

export type NaiveFigures = {
  /** One for each row of each segment but the last, and one for the first segment. */
  requests: number;
  ms: number;
  /** Requests that were sent and timed; the time of the others is taken from theirs. */
  timed: number;
};

/** How many rows of a segment are asked about for real. */
const SAMPLE = 200;
const CONCURRENCY = 4;

/** What the same walk costs with a request for each row: all rows of a small segment are asked, of a large one some. */
export async function measureNaive(caller: Caller, { segments }: Expression): Promise<NaiveFigures> {
  const [first, ...rest] = segments as [Segment, ...Segment[]];
  const figures = { requests: 1, ms: 0, timed: 1 };
  const from = performance.now();
  let rows = await caller.queryEntities({ ...entityOf(first), filters: first.filters.map(asFilter) });
  figures.ms += performance.now() - from;
  for (const segment of rest) {
    const asked = spread(rows, SAMPLE);
    const ms = await askEach(caller, segment, asked);
    figures.requests += rows.length;
    figures.timed += asked.length;
    figures.ms += (ms / Math.max(1, asked.length)) * rows.length;
    rows = await allOf(caller, segment, rows);
  }
  return { ...figures, ms: Math.round(figures.ms) };
}

async function askEach(caller: Caller, segment: Segment, rows: readonly Row[]): Promise<number> {
  const from = performance.now();
  let next = 0;
  const worker = async () => {
    while (next < rows.length) {
      const row = rows[next++] as Row;
      await caller.queryEntities({ ...entityOf(segment), filters: [joinOf(segment, [row])] });
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  return performance.now() - from;
}

/** The rows of the next segment, not timed: they only tell how many requests would follow. */
async function allOf(caller: Caller, segment: Segment, rows: readonly Row[]): Promise<Row[]> {
  return caller.queryEntities({ ...entityOf(segment), filters: [joinOf(segment, rows)] });
}

function joinOf({ via }: Segment, rows: readonly Row[]) {
  if (!via) throw new Error('The first segment is not joined.');
  if (via.direction === 'BACKWARD')
    return isOneOf(
      via.attribute.text,
      rows.map(({ id }) => id),
    );
  return isOneOf('id', [...new Set(rows.flatMap((row) => row[via.attribute.text]))]);
}

const isOneOf = (attrName: string, condition: unknown[]) => ({ attrName, op: 'in', condition });
const entityOf = ({ packageName, entityName }: Segment) => ({
  packageName: packageName.text,
  entityName: entityName.text,
});
const asFilter = ({ attribute, operator, value }: Segment['filters'][number]) => ({
  ...{ attrName: attribute.text, op: operator.text },
  condition: value && 'text' in value ? value.text : '',
});

function spread(rows: readonly Row[], most: number): Row[] {
  const step = Math.max(1, rows.length / most);
  return Array.from({ length: Math.min(most, rows.length) }, (_, at) => rows[Math.floor(at * step)] as Row);
}
