import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { isAlive, type ProcessIdentity } from './process-identity.ts';
import { statePath } from './settings.ts';

/** What runs with a data folder; written by the server process while it lives. */
export type State = {
  server: ProcessIdentity;
  portal?: ProcessIdentity;
  port: number;
  pluginPort?: number;
  address: string;
};

export function readState(data: string): State | null {
  try {
    return JSON.parse(readFileSync(statePath(data), 'utf8')) as State;
  } catch {
    return null;
  }
}

/** The state of a platform that is alive with this data folder. */
export function runningState(data: string): State | null {
  const state = readState(data);
  return state && isAlive(state.server) ? state : null;
}

export function writeState(data: string, state: State): void {
  const file = statePath(data);
  writeFileSync(`${file}.next`, JSON.stringify(state), { mode: 0o600 });
  renameSync(`${file}.next`, file);
}

export function removeState(data: string): void {
  rmSync(statePath(data), { force: true });
}
