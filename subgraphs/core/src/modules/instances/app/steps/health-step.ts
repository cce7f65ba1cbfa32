import { setTimeout as pause } from 'node:timers/promises';
import { endedEarly, notHealthyInTime } from '../../domain/errors.ts';
import { sayInstance } from '../../domain/texts.ts';
import type { InstanceDependencies } from '../dependencies.ts';
import { type LaunchStep, type LaunchWork, required } from '../launch-work.ts';

const POLL_MS = 100;
const ASK_MS = 2_000;
const OUTPUT_LINES = 20;

type Dependencies = Pick<InstanceDependencies, 'probe' | 'settings' | 'clock'>;

/** Waits until the instance answers; one that ends before that tells its last output. */
export function healthStep({ probe, settings, clock }: Dependencies): LaunchStep {
  return {
    key: 'health',
    async run(work) {
      const container = required(work.container, 'host');
      const { id, address } = work.instance;
      const target = {
        address,
        port: required(work.port, 'port'),
        healthPath: required(work.runtime, 'runtime').healthPath,
      };
      const begun = clock.now();
      let reason = 'it was never asked';
      while (clock.now() - begun < settings.healthLimitMs) {
        work.signal.throwIfAborted();
        const answer = await probe.ask(target, ASK_MS);
        const state = await container.inspect(id);
        if (state.status !== 'RUNNING')
          throw endedEarly('exitCode' in state ? state.exitCode : null, await lastOutput(work));
        if (answer.ready) return sayInstance('STEP_ANSWERED', { ms: clock.now() - begun });
        if (answer.reason !== reason) work.note(`${timeOf(clock.now())} ${answer.reason}`);
        reason = answer.reason;
        await pause(POLL_MS);
      }
      throw notHealthyInTime(settings.healthLimitMs, reason, await lastOutput(work));
    },
  };
}

async function lastOutput({ container, instance, note }: LaunchWork): Promise<readonly string[]> {
  const lines = await required(container, 'host').logs(instance.id, OUTPUT_LINES);
  for (const line of lines) note(line);
  return lines;
}

const timeOf = (ms: number) => new Date(ms).toISOString().slice(11, 23);
