import type { ApiClient } from '../../e2e/support/client.ts';

export type InstanceEvent = { at: number; instance: { id: string; status: string; restarts: number } };

const QUERY = 'subscription { instanceChanged { instance { id status restarts } } }';

/** The events of all instances as a browser gets them: over the router's WebSocket, with the moment each arrived. */
export async function watchInstances(client: ApiClient) {
  const waiting = new Set<(event: InstanceEvent) => void>();
  let ended = false;
  const done = client.watch<{ instanceChanged: Omit<InstanceEvent, 'at'> }>(QUERY, {}, ({ instanceChanged }) => {
    const event = { ...instanceChanged, at: Date.now() };
    for (const tell of [...waiting]) tell(event);
    return ended;
  });
  done.catch((error: unknown) => console.error(error));
  // The subscription has to stand before anything happens.
  await new Promise((resolve) => setTimeout(resolve, 300));
  return {
    until(passes: (event: InstanceEvent) => boolean): Promise<InstanceEvent> {
      return new Promise((resolve) => {
        const tell = (event: InstanceEvent): void => {
          if (!passes(event)) return;
          waiting.delete(tell);
          resolve(event);
        };
        waiting.add(tell);
      });
    },
    /** It ends with the next event; nobody waits for that. */
    async [Symbol.asyncDispose]() {
      ended = true;
    },
  };
}
