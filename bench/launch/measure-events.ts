import { watchInstances } from './instance-stream.ts';
import type { Stage } from './stage.ts';

export type EventFigures = { medianMs: number; minMs: number; p99Ms: number; samples: number[] };

/** How many instances die in turn; one that died often is launched again with growing waits. */
const INSTANCES = 12;
type Death = { Actor: { Attributes: Record<string, string> }; timeNano: number };

/** From the moment that the engine says a container died to the moment that a subscriber of the router knows. */
export async function measureEvents(stage: Stage, count: number): Promise<EventFigures> {
  const { docker, client } = stage;
  const ids: string[] = [];
  console.error(`launching ${INSTANCES} instances`);
  for (let index = 0; index < INSTANCES; index += 1) ids.push(await stage.launch());
  for (const id of ids) await stage.until(id, 'RUNNING');
  await using stream = await watchInstances(client);
  const samples: number[] = [];
  for (let round = 0; round < count; round += 1) {
    const id = ids[round % ids.length] ?? '';
    await stage.until(id, 'RUNNING');
    const container = docker.getContainer(`wecube-${id}`);
    const known = stream.until(({ instance }) => instance.id === id);
    const died = deathOf(stage, id);
    await container.kill();
    const [at, event] = await Promise.all([died, known]);
    samples.push(Math.round((event.at - at) * 10) / 10);
    console.error(`death ${round + 1} of ${count}: known after ${samples.at(-1)} ms`);
  }
  const sorted = [...samples].sort((left, right) => left - right);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { medianMs: at(0.5), minMs: at(0), p99Ms: at(0.99), samples };
}

/** The engine's own time of it, in milliseconds of the clock that this machine has too. */
async function deathOf({ docker }: Stage, id: string): Promise<number> {
  const filters = { type: ['container' as const], event: ['die'], label: [`wecube.instance=${id}`] };
  const stream = (await docker.getEvents({ filters })) as unknown as AsyncIterable<Buffer> & { destroy(): void };
  for await (const chunk of stream) {
    const death = JSON.parse(String(chunk).split('\n')[0] ?? '') as Death;
    stream.destroy();
    return death.timeNano / 1e6;
  }
  throw new Error('The engine ended.');
}
