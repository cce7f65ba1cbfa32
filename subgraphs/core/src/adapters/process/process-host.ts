import type { ChildProcess } from 'node:child_process';
import { access, constants, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { toError } from '@wecube/kit';
import type {
  ContainerHost,
  ContainerSpec,
  ContainerState,
  HostCheck,
  HostListener,
  Usage,
} from '../../modules/instances/ports.ts';
import { sayAdapter } from '../texts.ts';
import { followFile } from './follow-file.ts';
import { type InstanceFolder, instanceFolder, makeFolder, readIdentity } from './instance-folder.ts';
import { packageFolder, unpackPackage } from './package-folder.ts';
import { isRunning, mayHaveLeftGroup, type ProcessIdentity } from './process-identity.ts';
import { readProcessUsage } from './process-usage.ts';
import { readLastLines, rotateLog } from './rotating-log.ts';
import { spawnPlugin } from './spawn-plugin.ts';

const POLL_MS = 25;
const KILL_WAIT_MS = 5_000;
/** A process is gone a moment before this one is told how it ended. */
const EXIT_NOTE_MS = 1_000;

/** Runs instances as plain processes of this machine, each in a process group of its own, from files below `dataDir`. */
export function createProcessHost(options: { dataDir: string }): ContainerHost {
  const packages = join(options.dataDir, 'packages');
  const instances = join(options.dataDir, 'instances');
  const created = new Map<string, ContainerSpec>();
  const exits = new Map<string, Promise<number | null>>();
  const listeners = new Set<HostListener>();
  const folderOf = (instanceId: string) => instanceFolder(instances, instanceId);

  return {
    driver: 'PROCESS',
    check: () => checkFolder(options.dataDir),
    install: (bundle) => unpackPackage(packages, bundle),
    uninstall: (bundle) => rm(packageFolder(packages, bundle), { recursive: true, force: true }),
    async create(spec) {
      await makeFolder(folderOf(spec.instanceId));
      for (const { hostPath } of spec.volumes) await mkdir(hostPath, { recursive: true, mode: 0o700 });
      exits.delete(spec.instanceId);
      created.set(spec.instanceId, spec);
    },
    async start(instanceId) {
      const spec = created.get(instanceId);
      if (!spec) throw toError(sayAdapter('CONTAINER_NOT_FOUND', { instance: instanceId }));
      const workingFolder = packageFolder(packages, spec);
      const child = await spawnPlugin(folderOf(instanceId), { ...spec, workingFolder });
      created.delete(instanceId); // secrets of the environment are not kept
      exits.set(instanceId, exitCodeOf(child));
      child.once('exit', () => {
        for (const listener of listeners) listener.changed(instanceId);
      });
      await identityWritten(folderOf(instanceId), child);
    },
    async inspect(instanceId) {
      const folder = folderOf(instanceId);
      await rotateLog(folder.logFile);
      return inspect(folder, created, exits, instanceId);
    },
    async stop(instanceId, graceMs) {
      const identity = await readIdentity(folderOf(instanceId));
      if (identity) await endProcess(identity, graceMs);
    },
    async remove(instanceId) {
      created.delete(instanceId);
      exits.delete(instanceId);
      await rm(folderOf(instanceId).path, { recursive: true, force: true });
    },
    logs: (instanceId, lines) => readLastLines(folderOf(instanceId).logFile, lines),
    watch(listener, signal) {
      if (signal.aborted) return;
      listeners.add(listener);
      signal.addEventListener('abort', () => listeners.delete(listener), { once: true });
    },
    follow: (instanceId, from, signal) => followFile(folderOf(instanceId).logFile, from, signal),
    usage: (instanceId, signal) => usageOf(folderOf(instanceId), signal),
  };
}

async function* usageOf(folder: InstanceFolder, signal: AbortSignal): AsyncGenerator<Usage> {
  const identity = await readIdentity(folder);
  if (identity) yield* readProcessUsage(identity, signal);
}

async function checkFolder(dataDir: string): Promise<HostCheck> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await access(dataDir, constants.W_OK);
    return { available: true };
  } catch (error) {
    return { available: false, reason: `The data folder ${dataDir} cannot be written: ${(error as Error).message}` };
  }
}

function exitCodeOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ? null : code)));
}

async function identityWritten(folder: InstanceFolder, child: ChildProcess): Promise<void> {
  while (child.exitCode === null && child.signalCode === null && !(await readIdentity(folder))) await pause(5);
}

async function inspect(
  folder: InstanceFolder,
  created: ReadonlyMap<string, ContainerSpec>,
  exits: ReadonlyMap<string, Promise<number | null>>,
  instanceId: string,
): Promise<ContainerState> {
  if (created.has(instanceId)) return { status: 'CREATED' };
  const identity = await readIdentity(folder);
  if (!identity) return exits.has(instanceId) ? exited(exits, instanceId) : { status: 'ABSENT' };
  return (await isRunning(identity)) ? { status: 'RUNNING' } : exited(exits, instanceId);
}

async function exited(exits: ReadonlyMap<string, Promise<number | null>>, instanceId: string): Promise<ContainerState> {
  const unknown = pause(EXIT_NOTE_MS, null, { ref: false });
  // A process of an earlier life of the platform cannot tell how it ended.
  return { status: 'EXITED', exitCode: await Promise.race([exits.get(instanceId) ?? null, unknown]) };
}

// The group may outlive its leader, so it is always killed as a whole at the end.
async function endProcess(identity: ProcessIdentity, graceMs: number): Promise<void> {
  if (await isRunning(identity)) {
    signalGroup(identity.pid, 'SIGTERM');
    if (!(await endsWithin(identity, graceMs))) signalGroup(identity.pid, 'SIGKILL');
    if (!(await endsWithin(identity, KILL_WAIT_MS))) {
      throw toError(sayAdapter('PROCESS_NOT_ENDED', { pid: identity.pid }));
    }
  }
  if (await mayHaveLeftGroup(identity)) signalGroup(identity.pid, 'SIGKILL');
}

async function endsWithin(identity: ProcessIdentity, limitMs: number): Promise<boolean> {
  for (const end = Date.now() + limitMs; Date.now() < end; await pause(POLL_MS)) {
    if (!(await isRunning(identity))) return true;
  }
  return !(await isRunning(identity));
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
