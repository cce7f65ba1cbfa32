import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureFirstAdministrator, issueServiceToken } from '@wecube/auth';
import { GRANTABLE_ACTIONS } from '@wecube/kit';
import { loadDemoEstate } from '../demo-estate/load.ts';
import { freePortAfter, isPortFree } from '../free-port.ts';
import { endProcess } from '../process-identity.ts';
import type { ServerMessage } from '../server.ts';
import { defaultData, type Options, prepareSettings, type Settings, UsageError } from '../settings.ts';
import { withStartLock } from '../start-lock.ts';
import { readState, removeState, runningState } from '../state.ts';
import { migrateDatabases } from './migrate.ts';
import { Progress } from './progress.ts';

const READY_MS = 120_000;
const HEAP_MB = 512;

export type UpOptions = Omit<Options, 'port' | 'pluginPort'> & {
  port?: number /** Used when none is asked for. */;
  defaultPort: number;
};

/** Starts the platform in the background unless it runs already, and says where it is. */
export async function up({ defaultPort, ...asked }: UpOptions): Promise<void> {
  const progress = new Progress();
  const running = runningState(asked.data);
  if (running) {
    tellRunning(running.address, running.port === (asked.port ?? running.port), asked.data);
    const settings = prepareSettings({ ...asked, port: running.port }, process.env);
    if (wantsDemo(settings)) await withStartLock(settings.data, () => completeDemo(settings, progress));
    return;
  }
  const port = asked.port ?? defaultPort;
  if (!(await isPortFree(port))) {
    throw new UsageError(`Port ${port} of 127.0.0.1 is taken by another program. Choose another with --port N.`);
  }
  const settings = prepareSettings({ ...asked, port, pluginPort: await portOfPluginPages(port) }, process.env);
  await withStartLock(settings.data, () => start(settings, progress));
}

/** Pages of plugins are another origin for browsers: the port beside the platform's own, or what the environment says. */
async function portOfPluginPages(port: number): Promise<number> {
  const given = Number(process.env['WECUBE_PLUGIN_ORIGIN_PORT']);
  if (!given) return freePortAfter(port);
  if (await isPortFree(given)) return given;
  throw new UsageError(
    `Port ${given} of 127.0.0.1, for pages of plugins, is taken by another program. Set WECUBE_PLUGIN_ORIGIN_PORT to another one.`,
  );
}

async function start(settings: Settings, progress: Progress): Promise<void> {
  await endLeftovers(settings);
  await progress.step('Preparing the databases', () => migrateDatabases(settings));
  await progress.step('Starting the services', () => startServer(settings, progress));
  await progress.step('Waiting for the graph and the portal', () => ready(settings));
  // Only now, so that a start that fails does not make a password that nobody ever sees.
  const administrator = await ensureFirstAdministrator(settings.authDatabaseUrl);
  if (administrator) decideDemo(settings);
  try {
    await completeDemo(settings, progress);
  } finally {
    announce(settings, administrator); // the password is shown once, so it is shown whatever became of the demo
  }
}

function tellRunning(address: string, onThisPort: boolean, data: string): void {
  if (!onThisPort) {
    throw new UsageError(
      `A platform with this data folder already runs at ${address}. Stop it with ${downCommand(data)}, or choose another folder with --data DIR.`,
    );
  }
  console.log(`WeCube runs already: ${address}`);
}

/** A killed platform may leave its portal; plugin instances are core's, which adopts them. */
async function endLeftovers(settings: Settings): Promise<void> {
  const state = readState(settings.data);
  if (state?.portal) await endProcess(state.portal, 2_000);
  removeState(settings.data);
}

async function startServer(settings: Settings, progress: Progress): Promise<void> {
  const logFile = join(settings.data, 'logs', 'server.log');
  const log = openSync(logFile, 'a');
  const entry = join(settings.root, 'platform', 'dist', 'server.js');
  const flags = ['--enable-source-maps', `--max-old-space-size=${HEAP_MB}`, '--max-semi-space-size=8'];
  const child = spawn(process.execPath, [...flags, entry], {
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
    env: { ...process.env, NODE_ENV: 'production', APOLLO_TELEMETRY_DISABLED: '1' },
  });
  child.send(settings);
  try {
    await firstVerdict(child, progress);
  } catch (error) {
    throw new UsageError(
      `The services did not start: ${(error as Error).message}\n${lastLines(logFile)}\nThe whole log: ${logFile}`,
    );
  } finally {
    if (child.connected) child.disconnect();
    child.unref();
  }
}

function firstVerdict(child: ChildProcess, progress: Progress): Promise<void> {
  return new Promise((resolve, reject) => {
    child.on('message', (message: ServerMessage) => {
      if (message.kind === 'started') progress.note(message.part);
      else if (message.kind === 'ready') resolve();
      else reject(new Error(message.reason));
    });
    child.once('exit', (code) => reject(new Error(`the server process ended with code ${code}`)));
  });
}

async function ready(settings: Settings): Promise<void> {
  for (const deadline = Date.now() + READY_MS; ; await sleep(100)) {
    if ((await answers(`${settings.address}/ready`)) && (await answers(`${settings.address}/portal`))) return;
    if (Date.now() > deadline) {
      throw new UsageError(
        `The platform was started but is not ready after ${READY_MS / 1000} s. Its logs are in ${join(settings.data, 'logs')}.`,
      );
    }
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(5_000) })).ok;
  } catch {
    return false;
  }
}

// The decision is made once, on the empty database, and outlives a start that was cut off while loading.
const demoMarker = (settings: Settings) => join(settings.data, 'demo-estate');

function decideDemo(settings: Settings): void {
  writeFileSync(demoMarker(settings), settings.empty ? 'declined' : 'wanted');
}

function wantsDemo(settings: Settings): boolean {
  return existsSync(demoMarker(settings)) && readFileSync(demoMarker(settings), 'utf8') === 'wanted';
}

/** Loads what is missing of a demo estate that is wanted; a later `up` goes on where an earlier one failed. */
async function completeDemo(settings: Settings, progress: Progress): Promise<void> {
  if (!wantsDemo(settings)) return;
  try {
    await loadDemo(settings, progress);
  } catch (error) {
    const again = `The platform runs without the rest of the demo estate; repeat ./wecube up to load it.`;
    throw new UsageError(`${(error as Error).message}\n${again}`);
  }
}

/** Loads the sample packages and their estate through the public API, as any client would. */
async function loadDemo(settings: Settings, progress: Progress): Promise<void> {
  const token = await issueServiceToken(settings.authDatabaseUrl, settings.internalKey, {
    name: 'setup',
    actions: [...GRANTABLE_ACTIONS],
    lifeMs: 300_000,
  });
  const samples = join(settings.root, 'plugin-adapters', 'sample', 'build');
  await progress.step('Loading the demo estate', () =>
    loadDemoEstate({ address: settings.address, token, samples, report: (line) => progress.note(line) }),
  );
  writeFileSync(demoMarker(settings), 'loaded');
}

function announce(settings: Settings, administrator: { username: string; password: string } | null): void {
  console.log(`\nWeCube is ready: ${settings.address}`);
  console.log(`  pages of plugins are served on port ${settings.pluginPort}`);
  if (administrator) {
    console.log(`  user      ${administrator.username}`);
    console.log(`  password  ${administrator.password}   (to be changed at the first sign-in; shown only now)`);
  }
  console.log(`Stop it with ${downCommand(settings.data)}.`);
}

/** The command that stops this platform and no other. */
function downCommand(data: string): string {
  return data === defaultData ? './wecube down' : `./wecube down --data ${data}`;
}

function lastLines(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-8).join('\n');
}
