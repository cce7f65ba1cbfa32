import type { InstanceRepository, StepChange } from '../data/instance-repository.ts';
import type { InstanceRecord } from '../domain/instance.ts';
import type { LaunchStepKey } from '../domain/launch-steps.ts';
import type { InstanceDependencies } from './dependencies.ts';
import { publishChange } from './publish-change.ts';

type Dependencies = Pick<InstanceDependencies, 'repository' | 'clock' | 'pubSub'>;

/** Writes what happens in a launch to the database and then tells who listens. */
export function createLaunchRecorder({ repository, clock, pubSub }: Dependencies) {
  const tell = (
    type: Parameters<typeof publishChange>[1],
    instance: InstanceRecord | null,
    data?: Record<string, unknown>,
  ): void => publishChange({ pubSub, now: clock.now() }, type, instance, data);
  return {
    tell,
    async step(id: string, key: LaunchStepKey, change: StepChange): Promise<void> {
      tell('STEP', await repository.recordStep(id, key, change), { step: key });
    },
    async log(id: string, key: LaunchStepKey, lines: readonly string[]): Promise<void> {
      tell('STEP', await repository.writeLog(id, key, lines), { step: key, log: true });
    },
    async change(id: string, ...change: Rest<InstanceRepository['change']>): Promise<InstanceRecord | null> {
      const changed = await repository.change(id, ...change);
      tell('STATUS', changed);
      return changed;
    },
  };
}
export type LaunchRecorder = ReturnType<typeof createLaunchRecorder>;

type Rest<F extends (id: string, ...rest: never[]) => unknown> = F extends (id: string, ...rest: infer R) => unknown
  ? R
  : never;
