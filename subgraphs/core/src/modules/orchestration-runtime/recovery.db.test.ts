import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describeDatabases } from '@wecube/prisma/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RunReader } from './data/run-reader.ts';
import { type StubPlugin, startStubPlugin } from './testing/stub-plugin.ts';

const ENTRY = fileURLToPath(new URL('./testing/engine-process.ts', import.meta.url));
const RUNS = 20;

type Engine = { readonly process: ChildProcess; line(start: string): Promise<string> };

describeDatabases('core', (open) => {
  let plugin: StubPlugin;
  const engines: Engine[] = [];
  beforeAll(async () => {
    plugin = await startStubPlugin();
  });
  afterAll(async () => {
    for (const engine of engines) await kill(engine);
    await plugin.stop();
  });

  const launch = (databaseUrl: string, runs: number): Engine => {
    const child = spawn(process.execPath, ['--import', 'tsx', ENTRY, databaseUrl, plugin.url, String(runs)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines: string[] = [];
    createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
    const engine = { process: child, line: (start: string) => lineStarting(lines, start) };
    engines.push(engine);
    return engine;
  };

  describe('a process killed with kill -9 in the middle of runs', () => {
    it('goes on where it was: keyed nodes are executed once, unsafe ones ask a person', {
      timeout: 60_000,
    }, async () => {
      const { url, client } = await open();
      const reader = new RunReader(client);
      plugin.behave = ({ path }) => ({ delayMs: path === '/shell/unsafe/run' ? 30_000 : 200 });
      const first = launch(url, RUNS);
      const runIds = (await first.line('started')).split(' ').slice(1);
      await until(() => plugin.executed.length >= RUNS + 10);
      await kill(first);
      const receivedBefore = plugin.received.length;
      plugin.behave = () => ({});

      const second = launch(url, 0);
      await second.line('ready');
      const readyAt = Date.now();
      await until(() => plugin.received.length > receivedBefore);
      expect(Date.now() - readyAt).toBeLessThan(2_000);
      const keyed = runIds.filter((_, index) => index % 5 !== 4);
      const unsafe = runIds.filter((_, index) => index % 5 === 4);
      await until(async () =>
        (await Promise.all(keyed.map((id) => reader.find(id)))).every((run) => run?.status === 'COMPLETED'),
      );

      expect(plugin.executed.length).toBe(new Set(plugin.executed).size);
      for (const runId of keyed) {
        const requests = plugin.executed.filter((requestId) => requestId.startsWith(runId));
        expect(requests.length).toBe(6);
      }
      const statuses = await Promise.all(
        unsafe.map(async (id) => (await reader.nodes(id)).find((node) => node.nodeId === 'n1')?.status),
      );
      expect(statuses).toEqual(unsafe.map(() => 'AMBIGUOUS'));
      for (const runId of unsafe)
        expect(plugin.received.filter(({ requestId }) => requestId.startsWith(runId)).length).toBe(1);
      const resent = (await Promise.all(keyed.map((id) => reader.attempts(id))))
        .flat()
        .filter((attempt) => attempt.resent > 0);
      expect(resent.length).toBeGreaterThan(0);
    });
  });
});

async function kill({ process: child }: Engine): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (
    const deadline = Date.now() + 45_000;
    !(await holds());
    await new Promise((resolve) => setTimeout(resolve, 10))
  ) {
    if (Date.now() > deadline) throw new Error('waited in vain');
  }
}

async function lineStarting(lines: readonly string[], start: string): Promise<string> {
  await until(() => lines.some((line) => line.startsWith(start)));
  return lines.find((line) => line.startsWith(start)) ?? '';
}
