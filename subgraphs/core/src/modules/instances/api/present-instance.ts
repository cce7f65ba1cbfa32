import type { Problem, ProblemObject } from '@wecube/kit';
import type { InstanceOutcome } from '../app/launch-instance.ts';
import type { InstanceRecord, LaunchStepRecord } from '../domain/instance.ts';
import { stepLabel } from '../domain/launch-steps.ts';
import type { InstancePayload, InstanceType, LaunchStepType } from './instance.types.ts';

/** The instance as clients see it: named fields only. */
export function presentInstance(instance: InstanceRecord): InstanceType {
  const { id, name, status, port, launchedAt, launchedBy, healthyAt, error, rowVersion, packageId, hostId } = instance;
  const { errorText, desired, traffic, ports, placement, restarts, replaces, upgradeId, hostLostAt } = instance;
  const { packageName, needs, removal } = instance;
  return {
    ...{ desired, traffic, ports, placement, restarts, replaces, upgradeId, hostLostAt, packageName },
    ...{ memoryMiB: needs.memoryMiB, cpus: needs.cpus, stays: removal?.stays ?? [] },
    ...{ id, name, status, port, launchedAt, launchedBy, healthyAt, error, errorText, rowVersion, packageId, hostId },
    steps: instance.steps.map(presentStep),
  };
}

export function presentOutcome({ instance, problems }: InstanceOutcome): InstancePayload {
  return {
    instance: instance && presentInstance(instance),
    problems: presentProblems(problems),
  };
}

export const presentProblems = (problems: readonly Problem[]): ProblemObject[] =>
  problems.map(({ path, ...problem }) => ({ ...problem, path: path && [...path] }));

const presentStep = (step: LaunchStepRecord): LaunchStepType => ({ ...step, label: stepLabel(step.key) });
