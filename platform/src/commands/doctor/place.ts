import { resolve } from 'node:path';
import { isPortFree } from '../../free-port.ts';
import { findLeftoverInstances } from '../../leftover-instances.ts';
import { isAlive } from '../../process-identity.ts';
import { makeWritable, UsageError } from '../../settings.ts';
import { readState, runningState } from '../../state.ts';
import { error, type Finding, fine, warning } from './check.ts';

export function checkDataFolder(data: string): Finding {
  try {
    makeWritable(resolve(data));
    return fine('data folder', resolve(data));
  } catch (cause) {
    if (!(cause instanceof UsageError)) throw cause;
    return error('data folder', cause.message, 'Give yourself the right to write there, or use --data DIR.');
  }
}

/** Free, or taken by the very platform that this data folder belongs to. */
export async function checkPort(data: string, port: number): Promise<Finding> {
  const running = runningState(data);
  if (running?.port === port) return fine('port', `${port} is used by this platform, which runs: ${running.address}`);
  if (await isPortFree(port)) return fine('port', `${port} is free`);
  return error('port', `${port} is taken by another program`, 'End that program, or choose another with --port N.');
}

/** Beside that port: another one is chosen when it is taken, so that never keeps the platform from starting. */
export async function checkPluginPort(data: string, port: number): Promise<Finding> {
  const subject = 'port of plugin pages';
  const used = runningState(data)?.pluginPort;
  if (used) return fine(subject, `${used} is used by this platform`);
  if (await isPortFree(port + 1)) return fine(subject, `${port + 1} is free`);
  const fix = './wecube up takes the next free one; end that program, or set WECUBE_PLUGIN_ORIGIN_PORT, to choose.';
  return warning(subject, `${port + 1} is taken by another program`, fix);
}

/** Processes of a platform that was killed. */
export function checkLeftovers(data: string): Finding {
  if (runningState(data)) return fine('leftovers', 'none; the platform runs');
  const portal = readState(data)?.portal;
  const count = findLeftoverInstances(resolve(data)).length + (portal && isAlive(portal) ? 1 : 0);
  if (count === 0) return fine('leftovers', 'none');
  const fix = './wecube up takes them over, ./wecube down ends them.';
  return warning('leftovers', `${count} process(es) of a platform that was killed still run`, fix);
}
