import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstLine, freePort, LOAD_CORE, launch, stop, until } from '../load/processes.ts';
import type { World } from './world.ts';

export type RunningWorld = { origin: string; fromMemory: boolean; stop(): Promise<void> };

/** Starts the subgraphs of a world; with a C compiler their answers come from memory, faster than any gateway can ask. */
export async function startWorld({ name }: World): Promise<RunningWorld> {
  const script = join(import.meta.dirname, 'serve.ts');
  const served = launch({
    core: LOAD_CORE,
    command: process.execPath,
    args: ['--import', 'tsx', script, name],
    stderr: 'inherit',
  });
  const port = Number(await firstLine(served));
  if (!port) throw new Error(`The subgraphs of "${name}" did not start.`);
  const program = compiled();
  if (!program) return { origin: `http://127.0.0.1:${port}`, fromMemory: false, stop: () => stop(served) };
  const ownPort = await freePort();
  const memory = launch({
    core: LOAD_CORE,
    command: program,
    args: [String(ownPort), String(port)],
    stderr: 'inherit',
  });
  const origin = `http://127.0.0.1:${ownPort}`;
  await until('the memory of the subgraphs', async () => (await fetch(`${origin}/health`)).ok);
  return {
    origin,
    fromMemory: true,
    async stop() {
      await stop(memory);
      await stop(served);
    },
  };
}

function compiled(): string | undefined {
  if (!existsSync('/usr/bin/gcc')) return undefined;
  const program = join(mkdtempSync(join(tmpdir(), 'wecube-bench-')), 'memory');
  execFileSync('gcc', ['-O2', '-o', program, join(import.meta.dirname, 'memory.c')]);
  return program;
}
