import { type Client, type Exchange, makeOperation, mapExchange, type OperationResult } from 'urql';

/** The field that grows with every change of an object, by type. */
const VERSION_FIELDS: Readonly<Record<string, string>> = { Run: 'version', Instance: 'rowVersion' };

/** A server that keeps giving the older version means it, as after its database was put back. */
const MOST_REPEATS = 3;

type Fields = Record<string, unknown>;

/**
 * Keeps an answer that was overtaken on its way from putting an object back: an event over the socket is often here
 * before the answer of the click that caused it. The older object of a mutation or an event keeps only its key, so that
 * the cache's newer one stands; a query that brings one is asked again.
 */
export function newestExchange(): Exchange {
  const newest = new Map<string, number>();
  return (input) =>
    mapExchange({
      onResult: (result) => {
        const overtaken = overtakenIn(result.data, newest);
        if (overtaken.length === 0) return result;
        if (result.operation.kind !== 'query') for (const object of overtaken) keepKey(object);
        else if (repeatsOf(result) < MOST_REPEATS) askAgain(input.client, result);
        else for (const object of overtaken) newest.delete(keyOf(object));
        return result;
      },
    })(input);
}

/** The objects that an earlier answer or event brought in a newer version; notes the versions of the others. */
export function overtakenIn(data: unknown, newest: Map<string, number>, found: Fields[] = []): Fields[] {
  if (data === null || typeof data !== 'object') return found;
  const object = data as Fields;
  if (isOvertaken(object, newest)) found.push(object);
  for (const part of Object.values(object)) overtakenIn(part, newest, found);
  return found;
}

function isOvertaken(object: Fields, newest: Map<string, number>): boolean {
  const version = object[VERSION_FIELDS[String(object['__typename'])] ?? ''];
  if (typeof version !== 'number') return false;
  const key = keyOf(object);
  const seen = newest.get(key) ?? version;
  newest.set(key, Math.max(seen, version));
  return version < seen;
}

const keyOf = (object: Fields): string => `${object['__typename']} ${object['id']}`;

function keepKey(object: Fields): void {
  for (const field of Object.keys(object)) if (field !== '__typename' && field !== 'id') delete object[field];
}

const repeatsOf = ({ operation }: OperationResult): number => Number(operation.context['repeats'] ?? 0);

function askAgain(client: Client, result: OperationResult): void {
  const { operation } = result;
  const context = { ...operation.context, requestPolicy: 'network-only', repeats: repeatsOf(result) + 1 } as const;
  const again = makeOperation('query', operation, context);
  queueMicrotask(() => client.reexecuteOperation(again));
}
