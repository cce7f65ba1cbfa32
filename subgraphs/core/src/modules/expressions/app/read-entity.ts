import { setMaxListeners } from 'node:events';
import type { EntityFilter, PluginCaller } from '../../../ports/plugin-caller.ts';
import { badRow, cancelled, pluginFailed, timedOut, tooManyRows } from '../domain/errors.ts';
import type { Row } from '../domain/level.ts';
import type { EvaluationLimits } from '../domain/limits.ts';

export type IdentifiedRow = { id: string; row: Row };

/** Reads rows of entities within the limits of one evaluation: one deadline, one signal, bounded rows and calls. */
export type EntityReader = {
  /** `join` cuts a long list of values into several calls that run side by side; an empty list asks nothing. */
  read(
    entity: string,
    filters: readonly EntityFilter[],
    join?: { attrName: string; values: readonly string[] },
  ): Promise<IdentifiedRow[]>;
};

export function createEntityReader(
  pluginCaller: Pick<PluginCaller, 'queryEntities'>,
  limits: EvaluationLimits,
  cancel?: AbortSignal,
): EntityReader {
  const deadline = AbortSignal.timeout(limits.timeoutMs);
  const failure = new AbortController();
  const signal = AbortSignal.any([deadline, failure.signal, ...(cancel ? [cancel] : [])]);
  setMaxListeners(0, signal); // one for each call under way, and those of the client
  const stopped = (entity: string) => (cancel?.aborted ? cancelled() : timedOut(entity, limits.timeoutMs));

  const call = async (entity: string, filters: readonly EntityFilter[]): Promise<readonly Row[]> => {
    if (signal.aborted) throw stopped(entity);
    const [packageName = '', entityName = ''] = entity.split(':');
    try {
      return await unlessAborted(pluginCaller.queryEntities({ packageName, entityName, filters, signal }), signal);
    } catch (error) {
      throw deadline.aborted || cancel?.aborted ? stopped(entity) : pluginFailed(entity, error);
    }
  };

  return {
    async read(entity, filters, join) {
      const calls = join
        ? chunked(join.values, limits.chunkSize).map((values) => [...filters, inFilter(join.attrName, values)])
        : [filters];
      let count = 0;
      const answers = await concurrently(calls, limits.concurrency, async (filtersOfCall) => {
        const rows = await call(entity, filtersOfCall);
        count += rows.length;
        if (count > limits.maxRows) throw tooManyRows(entity, limits.maxRows);
        return rows.map((row) => identified(entity, row, join?.attrName));
      }).catch((error: unknown) => {
        failure.abort();
        throw error;
      });
      return answers.flat();
    },
  };
}

const inFilter = (attrName: string, values: readonly string[]): EntityFilter => ({
  attrName,
  op: 'in',
  condition: values,
});

/** Plugins must give every object an id, and the attribute they were asked for. */
function identified(entity: string, row: Row, joined: string | undefined): IdentifiedRow {
  const { id } = row;
  if ((typeof id !== 'string' && typeof id !== 'number') || id === '') throw badRow(entity, null);
  if (joined !== undefined && !(joined in row)) throw badRow(entity, joined);
  return { id: String(id), row };
}

function chunked<T>(values: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, index) =>
    values.slice(index * size, (index + 1) * size),
  );
}

/** Runs `work` over the items, `limit` at a time; results in the items' order, the first failure ends it. */
async function concurrently<T, R>(items: readonly T[], limit: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  let failed = false;
  const worker = async (): Promise<void> => {
    while (!failed && next < items.length) {
      const index = next++;
      results[index] = await work(items[index] as T).catch((error: unknown) => {
        failed = true;
        throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
}

/** The answer, or a rejection as soon as the signal aborts, even when the callee does not listen to it. */
async function unlessAborted<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(cancelled());
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([answer, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
