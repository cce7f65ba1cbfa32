import { type Said, saidBy } from '@wecube/kit';
import type { InstanceRecord } from '../domain/instance.ts';
import { stepLabel } from '../domain/launch-steps.ts';
import type { LocalizedText } from '../domain/localized-text.ts';
import { maskSaid, maskSecrets } from '../domain/mask-secrets.ts';
import { nextLaunchAfterFailure, wasInterruptedTooOften } from '../domain/relaunch.ts';
import { sayInstance } from '../domain/texts.ts';
import { clearLeftovers } from './clear-leftovers.ts';
import type { InstanceDependencies } from './dependencies.ts';
import type { LaunchStep, LaunchWork } from './launch-work.ts';
import { publishChange } from './publish-change.ts';

/** Why a launch ended before its time. After `SHUTDOWN` and `RESTART` the instance is launched again. */
export type Interruption = 'SHUTDOWN' | 'RESTART' | 'REMOVE';

type Dependencies = InstanceDependencies & { steps: readonly LaunchStep[]; reachable: Set<string> };
type Failure = { step: LaunchStep; reason: Said; interruption: Interruption | null };

/**
 * Launches an instance step by step; each step is in the database before and after it runs. When one fails, what was
 * done is undone. A launch that was cut off by the end of the platform begins anew with the first step.
 */
export function createRunLaunch(dependencies: Dependencies) {
  const { repository, reachable } = dependencies;
  return async (id: string, signal: AbortSignal): Promise<void> => {
    const before = await repository.find(id);
    if (before && wasInterruptedTooOften(before)) return giveUp(dependencies, before);
    const instance = await repository.beginLaunch(id);
    if (!instance) return;
    tell(dependencies, 'LAUNCH_BEGUN', instance);
    const work: LaunchWork = { instance, signal, secrets: [] };
    try {
      const failure = await runSteps(dependencies, work);
      if (failure) await settleFailure(dependencies, work, failure, await undoSteps(dependencies, work, failure));
      else await settleSuccess(dependencies, instance);
    } finally {
      reachable.delete(id);
    }
  };
}

async function runSteps(dependencies: Dependencies, work: LaunchWork): Promise<Failure | null> {
  for (const step of dependencies.steps) {
    const reason = await runStep(dependencies, work, step);
    if (reason !== null) return { step, reason, interruption: interruptionOf(work.signal) };
  }
  return null;
}

/** `null` when the step is done, else why it failed. */
async function runStep(dependencies: Dependencies, work: LaunchWork, step: LaunchStep): Promise<Said | null> {
  const { repository, clock, logger } = dependencies;
  const { id } = work.instance;
  const record = async (change: Parameters<typeof repository.recordStep>[2]) =>
    tell(dependencies, 'STEP', await repository.recordStep(id, step.key, change), { step: step.key });
  await record({ status: 'RUNNING', startedAt: new Date(clock.now()) });
  try {
    work.signal.throwIfAborted();
    const said = await step.run(work);
    const detail = said === null ? null : maskSaid(said, work.secrets);
    await record({ status: 'DONE', detail, endedAt: new Date(clock.now()) });
    return null;
  } catch (error) {
    const detail = asSentence(maskSaid(wordsOf(error, work.signal), work.secrets));
    logger.warn({ instance: id, step: step.key, reason: detail.message }, 'a step of a launch failed');
    await record({ status: 'FAILED', detail, endedAt: new Date(clock.now()) });
    return detail;
  }
}

/** Undoes the failed step and all before it, the last first; gives what was undone and what could not be. */
async function undoSteps(dependencies: Dependencies, work: LaunchWork, failure: Failure): Promise<LocalizedText[]> {
  const { repository, steps, clock } = dependencies;
  const words: LocalizedText[] = [];
  for (const step of steps.slice(0, steps.indexOf(failure.step) + 1).reverse()) {
    const isFailed = step === failure.step;
    const undo = await undoStep(dependencies, work, step);
    if (undo) words.push({ en: undo.en, zh: undo.zh });
    const status = isFailed || undo?.failed ? 'FAILED' : 'UNDONE';
    const change = { status, undo, ...(isFailed ? {} : { endedAt: new Date(clock.now()) }) } as const;
    tell(dependencies, 'STEP', await repository.recordStep(work.instance.id, step.key, change), { step: step.key });
  }
  return words;
}

type Undo = { en: string; zh: string; failed?: true };

async function undoStep({ logger }: Dependencies, work: LaunchWork, step: LaunchStep): Promise<Undo | null> {
  try {
    return (await step.undo?.(work)) ?? null;
  } catch (error) {
    logger.error({ err: error, instance: work.instance.id, step: step.key }, 'a step could not be undone');
    const reason = maskSecrets((error as Error).message, work.secrets);
    const { en, zh } = stepLabel(step.key);
    return { en: `"${en}" could not be undone: ${reason}`, zh: `“${zh}”无法撤销：${reason}`, failed: true };
  }
}

async function settleSuccess(dependencies: Dependencies, { id }: InstanceRecord): Promise<void> {
  const { repository, clock } = dependencies;
  const change = { status: 'RUNNING', error: null, healthyAt: new Date(clock.now()) } as const;
  tell(dependencies, 'STATUS', await repository.change(id, ['LAUNCHING'], change));
}

async function settleFailure(
  dependencies: Dependencies,
  work: LaunchWork,
  failure: Failure,
  undone: readonly LocalizedText[],
): Promise<void> {
  const { repository, clock } = dependencies;
  const { instance } = work;
  // Launched again (SHUTDOWN, RESTART) or removed by the task that interrupted it.
  if (failure.interruption) return;
  const nextLaunchAt = nextLaunchAfterFailure(instance, clock.now());
  const error = failureText(failure, undone, nextLaunchAt);
  const change = { status: 'FAILED', error, nextLaunchAt } as const;
  tell(dependencies, 'STATUS', await repository.change(instance.id, ['LAUNCHING'], change));
}

async function giveUp(dependencies: Dependencies, instance: InstanceRecord): Promise<void> {
  await clearLeftovers(dependencies, instance).catch((error: unknown) =>
    dependencies.logger.error({ err: error, instance: instance.id }, 'leftovers of a launch could not be cleared'),
  );
  const error = sayInstance('LAUNCH_GIVEN_UP', { launches: instance.launches });
  const change = { status: 'FAILED', error, port: null } as const;
  tell(dependencies, 'STATUS', await dependencies.repository.change(instance.id, ['LAUNCHING'], change));
}

function failureText({ step, reason }: Failure, steps: readonly LocalizedText[], nextLaunchAt: Date | null): Said {
  return sayInstance('LAUNCH_FAILED', {
    step: stepLabel(step.key),
    reason,
    // Output of the instance keeps its lines; what the platform says follows on a line of its own.
    separator: reason.message.includes('\n') ? '\n' : ' ',
    undone: steps.length > 0 ? sayInstance('LAUNCH_UNDONE', { steps }) : sayInstance('LAUNCH_UNDONE.nothing'),
    again: nextLaunchAt ? sayInstance('LAUNCHED_AGAIN', { at: nextLaunchAt.toISOString() }) : '',
  });
}

const asSentence = (said: Said): Said =>
  /[.!?]$|\n/.test(said.message) ? said : { ...said, message: `${said.message}.` };

const interruptionOf = (signal: AbortSignal) => (signal.aborted ? (signal.reason as Interruption) : null);

function wordsOf(error: unknown, signal: AbortSignal): Said {
  const interruption = interruptionOf(signal);
  if (interruption) return sayInstance(`LAUNCH_INTERRUPTED.${interruption}`);
  const said = saidBy(error);
  return typeof said === 'string' ? sayInstance('STEP_FAILED', { reason: said }) : said;
}

function tell(
  { pubSub, clock }: Dependencies,
  type: Parameters<typeof publishChange>[1],
  instance: InstanceRecord | null,
  data?: Record<string, unknown>,
): void {
  publishChange({ pubSub, now: clock.now() }, type, instance, data);
}
