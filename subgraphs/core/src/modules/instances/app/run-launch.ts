import { type Said, saidBy } from '@wecube/kit';
import type { InstanceRecord } from '../domain/instance.ts';
import { type LaunchStepKey, stepLabel } from '../domain/launch-steps.ts';
import { maskSaid } from '../domain/mask-secrets.ts';
import { nextLaunchAfterFailure, wasInterruptedTooOften } from '../domain/relaunch.ts';
import { sayInstance } from '../domain/texts.ts';
import type { InstanceDependencies } from './dependencies.ts';
import type { LaunchStep, LaunchWork } from './launch-work.ts';
import { createLaunchRecorder, type LaunchRecorder } from './record-launch.ts';
import type { ReplaceInstance } from './replace-instance.ts';
import { createStepLog } from './step-log.ts';
import { type Undone, undoLaunch } from './undo-launch.ts';

/** Why a launch ended before its time. After `SHUTDOWN` and `RESTART` the instance is launched again. */
export type Interruption = 'SHUTDOWN' | 'RESTART' | 'REMOVE' | 'STOP';

type Dependencies = InstanceDependencies & {
  steps: readonly LaunchStep[];
  reachable: Set<string>;
  replaceInstance: ReplaceInstance;
};
type Running = Dependencies & { recorder: LaunchRecorder };
type Failure = { step: LaunchStep; reason: Said; interruption: Interruption | null };

/**
 * Launches an instance step by step; each step is in the database before and after it runs, and before it makes what
 * outlives the instance, that is there too. When a step fails, what was done is undone. A launch that was cut off by
 * the end of the platform goes through its steps again: each finds what is there already and does the rest.
 */
export function createRunLaunch(dependencies: Dependencies) {
  const { repository, reachable } = dependencies;
  const running: Running = { ...dependencies, recorder: createLaunchRecorder(dependencies) };
  return async (id: string, signal: AbortSignal): Promise<void> => {
    const before = await repository.find(id);
    if (before && (await dependencies.replaceInstance(before))) return;
    if (before && wasInterruptedTooOften(before)) return giveUp(running, before, signal);
    const instance = await repository.beginLaunch(id);
    if (!instance) return;
    running.recorder.tell('LAUNCH_BEGUN', instance);
    const work = workOf(instance, signal, wasCutOff(before));
    try {
      const failure = await runSteps(running, work);
      if (failure) await settleFailure(running, work, failure, await undoLaunch(running, work, failure.step));
      else await settleSuccess(running, instance);
    } finally {
      reachable.delete(id);
    }
  };
}

const workOf = (instance: InstanceRecord, signal: AbortSignal, resumed: boolean): LaunchWork => ({
  ...{ instance, signal, resumed, secrets: [], note: () => {} },
  makes: new Set(instance.steps.filter(({ makes }) => makes).map(({ key }) => key as LaunchStepKey)),
});

const wasCutOff = (before: InstanceRecord | null): boolean =>
  before?.steps.some(({ status }) => status === 'RUNNING') === true ||
  (before?.status === 'LAUNCHING' && before.launches > 0);

async function runSteps(dependencies: Running, work: LaunchWork): Promise<Failure | null> {
  for (const step of dependencies.steps) {
    const reason = await runStep(dependencies, work, step);
    if (reason !== null) return { step, reason, interruption: interruptionOf(work.signal) };
  }
  return null;
}

/** `null` when the step is done, else why it failed. */
async function runStep(dependencies: Running, work: LaunchWork, step: LaunchStep): Promise<Said | null> {
  const { recorder, clock, logger } = dependencies;
  const { id } = work.instance;
  const log = createStepLog(
    (lines) => recorder.log(id, step.key, lines),
    () => work.secrets,
  );
  work.note = log.note;
  try {
    await beginStep(dependencies, work, step);
    work.signal.throwIfAborted();
    const said = await step.run(work);
    await log.close();
    const detail = said === null ? null : maskSaid(said, work.secrets);
    await recorder.step(id, step.key, { status: 'DONE', detail, endedAt: new Date(clock.now()) });
    return null;
  } catch (error) {
    await log.close();
    const detail = asSentence(maskSaid(wordsOf(error, work.signal), work.secrets));
    logger.warn({ instance: id, step: step.key, reason: detail.message }, 'a step of a launch failed');
    await recorder.step(id, step.key, { status: 'FAILED', detail, endedAt: new Date(clock.now()) });
    return detail;
  }
}

/** What a step will make is written down before it is made, and stays so until the launch stands or is undone. */
async function beginStep({ recorder, clock }: Running, work: LaunchWork, step: LaunchStep): Promise<void> {
  const makes = work.makes.has(step.key) || ((await step.willMake?.(work)) ?? false);
  if (makes) work.makes.add(step.key);
  await recorder.step(work.instance.id, step.key, { status: 'RUNNING', makes, startedAt: new Date(clock.now()) });
}

async function settleSuccess({ recorder, clock }: Running, { id }: InstanceRecord): Promise<void> {
  const change = { status: 'RUNNING', error: null, healthyAt: new Date(clock.now()), hostLostAt: null } as const;
  await recorder.change(id, ['LAUNCHING'], change);
}

async function settleFailure(
  { recorder, clock }: Running,
  { instance }: LaunchWork,
  failure: Failure,
  undone: Undone,
): Promise<void> {
  // Launched again (SHUTDOWN, RESTART), stopped or removed by the task that interrupted it.
  if (failure.interruption) return;
  const nextLaunchAt = nextLaunchAfterFailure(instance, clock.now());
  const error = failureText(failure, undone, nextLaunchAt);
  await recorder.change(instance.id, ['LAUNCHING'], { status: 'FAILED', error, nextLaunchAt });
}

async function giveUp(dependencies: Running, instance: InstanceRecord, signal: AbortSignal): Promise<void> {
  const undone = await undoLaunch(dependencies, workOf(instance, signal, true), null);
  const error = sayInstance('LAUNCH_GIVEN_UP', { launches: instance.launches, undone: undoneText(undone) });
  await dependencies.recorder.change(instance.id, ['LAUNCHING'], { status: 'FAILED', error });
}

function failureText({ step, reason }: Failure, undone: Undone, nextLaunchAt: Date | null): Said {
  return sayInstance('LAUNCH_FAILED', {
    step: stepLabel(step.key),
    reason,
    // Output of the instance keeps its lines; what the platform says follows on a line of its own.
    separator: reason.message.includes('\n') ? '\n' : ' ',
    undone: undoneText(undone),
    again: nextLaunchAt ? sayInstance('LAUNCHED_AGAIN', { at: nextLaunchAt.toISOString() }) : '',
  });
}

const undoneText = ({ words }: Undone): Said =>
  words.length > 0 ? sayInstance('LAUNCH_UNDONE', { steps: words }) : sayInstance('LAUNCH_UNDONE.nothing');

const asSentence = (said: Said): Said =>
  /[.!?]$|\n/.test(said.message) ? said : { ...said, message: `${said.message}.` };

const interruptionOf = (signal: AbortSignal) => (signal.aborted ? (signal.reason as Interruption) : null);

function wordsOf(error: unknown, signal: AbortSignal): Said {
  const interruption = interruptionOf(signal);
  if (interruption) return sayInstance(`LAUNCH_INTERRUPTED.${interruption}`);
  const said = saidBy(error);
  return typeof said === 'string' ? sayInstance('STEP_FAILED', { reason: said }) : said;
}
