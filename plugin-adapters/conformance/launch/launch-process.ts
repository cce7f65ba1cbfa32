import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { type Manifest, substituteVariables } from '../../contract/index.ts';
import type { PackageArchive } from '../package-archive.ts';
import type { Program } from '../subject.ts';
import { environmentOf, type LaunchValues, lookUpIn } from './launch-values.ts';
import { untilAnswering } from './until-answering.ts';

const STOP_MS = 10_000;
const NEVER_NEEDED = new Set(['image.tar', 'ui.zip']);

export type Launched = { baseUrl: string; program: Program } & AsyncDisposable;

/** Starts the program of a package as the process driver does: its files, its command, its variables and no others. */
export async function launchProcess(
  archive: PackageArchive,
  manifest: Manifest,
  given: LaunchValues,
): Promise<Launched> {
  const declared = manifest.resources.process.at(-1);
  if (!declared) throw new Error('The manifest declares no <process>.');
  const folder = await mkdtemp(join(tmpdir(), `wecube-test-${manifest.name}-`));
  const dispose = () => rm(folder, { recursive: true, force: true });
  try {
    await unpack(archive, join(folder, 'package'));
    const lookUp = lookUpIn(manifest, {
      DATA_DIR: join(folder, 'data'),
      BASE_MOUNT_PATH: join(folder, 'mounts'),
      ...given,
    });
    const [command = '', ...parts] = substituteVariables(declared.start, lookUp).split(/\s+/);
    const began = performance.now();
    const child = spawn(command === 'node' ? process.execPath : command, parts, {
      cwd: join(folder, 'package'),
      env: {
        PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
        ...environmentOf(declared.envVariables, lookUp),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const running = watch(child);
    await untilAnswering(Number(given['ALLOCATE_PORT']), running);
    const stop = () => end(child);
    const secrets = [given['JWT_SIGNING_KEY'], given['SUB_SYSTEM_KEY']].filter((secret): secret is string => !!secret);
    const program = { startedInMs: performance.now() - began, ...running, secrets, stop };
    return {
      ...{ baseUrl: `http://127.0.0.1:${given['ALLOCATE_PORT']}`, program },
      async [Symbol.asyncDispose]() {
        await stop();
        await dispose();
      },
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function unpack({ names, stream }: PackageArchive, folder: string): Promise<void> {
  for (const name of names.filter((one) => !NEVER_NEEDED.has(one))) {
    const target = resolve(folder, name);
    if (!target.startsWith(folder + sep)) throw new Error(`The zip has ${name}, which lies outside of it.`);
    await mkdir(dirname(target), { recursive: true });
    await pipeline(await stream(name), createWriteStream(target));
  }
}

function watch(child: ChildProcess) {
  let log = '';
  let ended: string | null = null;
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
  child.once('error', (error) => {
    ended = error.message;
  });
  child.once('exit', (code, signal) => {
    ended = `it ended with ${signal ?? code}`;
  });
  return { isRunning: () => ended === null, log: async () => log };
}

/** How long it took after SIGTERM; null when it had to be killed. */
async function end(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return 0;
  const began = performance.now();
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const polite = await Promise.race([gone.then(() => true), pause(STOP_MS, false)]);
  if (polite) return performance.now() - began;
  child.kill('SIGKILL');
  await gone;
  return null;
}
