import { resolve } from 'node:path';
import { endLeftoverInstances } from '../leftover-instances.ts';
import { endProcess } from '../process-identity.ts';
import { UsageError } from '../settings.ts';
import { readState, removeState, runningState } from '../state.ts';

const PATIENCE_MS = 20_000;

/** Stops the platform of a data folder with everything it started; says so when nothing runs. */
export async function down(options: { data: string; port?: number }): Promise<void> {
  const running = runningState(options.data);
  if (running && options.port !== undefined && running.port !== options.port) {
    throw new UsageError(
      `The platform with this data folder runs on port ${running.port}, not ${options.port}. Nothing was stopped.`,
    );
  }
  const state = readState(options.data);
  const forced = running ? await endProcess(running.server, PATIENCE_MS) : false;
  if (state?.portal) await endProcess(state.portal, 2_000);
  const instances = await endLeftoverInstances(resolve(options.data));
  removeState(options.data);
  if (!running && instances > 0)
    console.log(`WeCube was killed before; ${instances} plugin processes it left were ended.`);
  else if (!running) console.log('WeCube does not run with this data folder.');
  else console.log(forced ? 'WeCube was stopped by force; runs go on at the next start.' : 'WeCube is stopped.');
}
