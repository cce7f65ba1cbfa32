import type { PubSub } from '@wecube/kit';

/** The events of several topics as one stream; ending it ends all of them. */
export async function* mergeTopics(pubSub: PubSub, topics: readonly string[]): AsyncGenerator<unknown, void> {
  const sources = topics.map((topic) => pubSub.subscribe<unknown>(topic));
  const next = (source: AsyncIterator<unknown>) => source.next().then((result) => ({ source, result }));
  const waiting = new Map(sources.map((source) => [source as AsyncIterator<unknown>, next(source)]));
  try {
    while (waiting.size > 0) {
      const { source, result } = await Promise.race(waiting.values());
      if (result.done) waiting.delete(source);
      else {
        waiting.set(source, next(source));
        yield result.value;
      }
    }
  } finally {
    for (const source of sources) void source.return?.();
  }
}
