import { setTimeout as pause } from 'node:timers/promises';
import type Docker from 'dockerode';
import type { HostListener } from '../../modules/instances/ports.ts';
import { readJsonLines } from './read-json-lines.ts';

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 5_000;
/** What may change how an instance is; the many others (exec, attach, top) would only cost looks. */
const EVENTS = ['start', 'die', 'oom', 'kill', 'stop', 'pause', 'unpause', 'restart', 'destroy', 'health_status'];

type EngineEvent = { Actor?: { Attributes?: Readonly<Record<string, string>> } };

/**
 * Listens to the engine's event stream. An engine that goes away is asked again with growing waits; when the stream is
 * back, the listener looks at everything, since events of the time between are lost.
 */
export function watchEngine(docker: Docker, listener: HostListener, signal: AbortSignal): void {
  void (async () => {
    for (let waitMs = FIRST_WAIT_MS; !signal.aborted; waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 2)) {
      if (await listen(docker, listener, signal)) waitMs = FIRST_WAIT_MS;
      if (signal.aborted) return;
      await pause(waitMs, undefined, { signal, ref: false }).catch(() => {});
    }
  })();
}

/** `true` when the engine was reached. */
async function listen(docker: Docker, listener: HostListener, signal: AbortSignal): Promise<boolean> {
  let reached = false;
  try {
    const filters = { type: ['container' as const], label: ['wecube.instance'], event: EVENTS };
    const stream = await docker.getEvents({ filters, abortSignal: signal });
    reached = true;
    listener.resumed();
    for await (const event of readJsonLines<EngineEvent>(stream as unknown as AsyncIterable<Buffer>)) {
      const instanceId = event.Actor?.Attributes?.['wecube.instance'];
      if (instanceId) listener.changed(instanceId);
    }
  } catch {
    // An engine that ends breaks its stream off; who listens is told below, the reason is found by looking.
  }
  if (reached && !signal.aborted) listener.lost();
  return reached;
}
