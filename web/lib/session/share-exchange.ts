const KEPT_MS = 10_000;

/**
 * Exchanges each key once: calls with the same key, at the same time or within ten seconds, share one outcome unless it
 * is not final.
 * The tabs of a browser hold the same refresh token and ask together when it is due; a token that the auth server sees
 * twice would end the session of all of them.
 */
export function shareExchange<T>(
  exchange: (key: string, context: Headers) => Promise<T>,
  isFinal: (outcome: T) => boolean = () => true,
  keptMs = KEPT_MS,
) {
  const outcomes = new Map<string, Promise<T>>();
  return (key: string, context: Headers): Promise<T> => {
    const known = outcomes.get(key);
    if (known) return known;
    const outcome = exchange(key, context);
    outcomes.set(key, outcome);
    const forget = (afterMs: number) => setTimeout(() => outcomes.delete(key), afterMs).unref();
    outcome.then(
      (result) => forget(isFinal(result) ? keptMs : 0),
      () => forget(0),
    );
    return outcome;
  };
}
