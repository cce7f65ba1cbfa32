import type { PubSub } from '@wecube/kit';
import { TOKEN_RENEWAL_MS } from './plugin-token.ts';
import { REGISTRY_TOPIC } from './publish-change.ts';

/**
 * Passes changes of packages and models on to the adapter host, and has it fetch fresh tokens in time.
 * `changed` is called for every change of the registry, wherever it comes from.
 */
export function forwardRegistryChanges(pubSub: PubSub, topics: readonly string[], changed: () => void) {
  const sources: AsyncIterableIterator<unknown>[] = [];
  let timer: NodeJS.Timeout | undefined;
  const tell = () => pubSub.publish(REGISTRY_TOPIC, true);
  return {
    start(): void {
      const follow = (topic: string, act: () => void) => {
        const source = pubSub.subscribe(topic);
        sources.push(source);
        void forEach(source, act);
      };
      for (const topic of topics) follow(topic, tell);
      follow(REGISTRY_TOPIC, changed);
      timer = setInterval(tell, TOKEN_RENEWAL_MS).unref();
    },
    stop(): void {
      clearInterval(timer);
      for (const source of sources) void source.return?.();
    },
  };
}

async function forEach(source: AsyncIterable<unknown>, act: () => void): Promise<void> {
  for await (const _event of source) act();
}
