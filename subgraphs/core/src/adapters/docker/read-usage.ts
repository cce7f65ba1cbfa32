import type Docker from 'dockerode';
import type { Usage } from '../../modules/instances/ports.ts';
import { allowing } from './docker-errors.ts';
import { readJsonLines } from './read-json-lines.ts';

type Stats = Pick<Docker.ContainerStats, 'read' | 'cpu_stats' | 'precpu_stats' | 'memory_stats'>;

/** The engine's own stream of figures of a container, one a second. */
export async function* readUsage(container: Docker.Container, signal: AbortSignal): AsyncGenerator<Usage> {
  const options = { stream: true as const, abortSignal: signal };
  const stream = await allowing([404, 409], container.stats(options) as Promise<unknown>);
  if (!stream) return;
  try {
    for await (const stats of readJsonLines<Stats>(stream as AsyncIterable<Buffer>)) {
      const usage = usageOf(stats);
      // An ended container goes on sending figures of nothing.
      if (usage === 'ended') return destroy(stream);
      if (usage) yield usage;
    }
  } catch (error) {
    if (!signal.aborted && (error as NodeJS.ErrnoException).code !== 'ECONNRESET') throw error;
  }
}

const destroy = (stream: unknown): void => void (stream as { destroy(): void }).destroy();

function usageOf({ read, cpu_stats: now, precpu_stats: before, memory_stats: memory }: Stats): Usage | 'ended' | null {
  if (read.startsWith('0001-') || memory?.usage === undefined) return 'ended';
  // The first figures have nothing before them that a share could be taken of.
  if (!before?.system_cpu_usage) return null;
  const used = now.cpu_usage.total_usage - before.cpu_usage.total_usage;
  const elapsed = now.system_cpu_usage - before.system_cpu_usage;
  const share = elapsed > 0 ? Math.max(0, used) / elapsed : 0;
  return {
    at: new Date(read),
    cpuPercent: share * (now.online_cpus || 1) * 100,
    memoryBytes: Math.max(0, memory.usage - cached(memory.stats)),
    memoryLimitBytes: memory.limit || null,
  };
}

/** Pages that the kernel gives back at once when they are needed; `docker stats` leaves them out too. */
const cached = (stats: Partial<Record<string, number>> | undefined): number =>
  stats?.['inactive_file'] ?? stats?.['total_inactive_file'] ?? 0;
