import { LAUNCH_STEPS, type LaunchStepKey } from '../domain/launch-steps.ts';
import type { InstanceDependencies } from './dependencies.ts';
import type { KeyedLock } from './keyed-lock.ts';
import type { LaunchStep } from './launch-work.ts';
import { bucketStep } from './steps/bucket-step.ts';
import { checkStep } from './steps/check-step.ts';
import { createStep, startStep } from './steps/container-steps.ts';
import { databaseStep } from './steps/database-step.ts';
import { filesStep } from './steps/files-step.ts';
import { finishStep } from './steps/finish-step.ts';
import { healthStep } from './steps/health-step.ts';
import { identityStep } from './steps/identity-step.ts';
import { portStep } from './steps/port-step.ts';
import { proxyStep } from './steps/proxy-step.ts';
import { variablesStep } from './steps/variables-step.ts';

type Dependencies = InstanceDependencies & { filesLock: KeyedLock; markReachable(id: string): void };

/** The steps of a launch in their order; the rows of an instance's steps follow the same list. */
export function createLaunchSteps(dependencies: Dependencies): LaunchStep[] {
  const steps: Record<LaunchStepKey, LaunchStep> = {
    check: checkStep(dependencies),
    port: portStep(dependencies),
    database: databaseStep(dependencies),
    bucket: bucketStep(dependencies),
    files: filesStep(dependencies),
    identity: identityStep(dependencies),
    proxy: proxyStep(dependencies),
    variables: variablesStep(dependencies),
    create: createStep(dependencies),
    start: startStep(dependencies),
    health: healthStep(dependencies),
    finish: finishStep(dependencies),
  };
  return LAUNCH_STEPS.map((key) => steps[key]);
}
