import { type LAUNCH_STEPS, stepLabel } from '../domain/launch-steps.ts';
import type { LocalizedText } from '../domain/localized-text.ts';
import { maskSecrets } from '../domain/mask-secrets.ts';
import { runtimeFor } from '../domain/runtime.ts';
import type { InstanceDependencies } from './dependencies.ts';
import type { LaunchStep, LaunchWork } from './launch-work.ts';
import { createLaunchRecorder } from './record-launch.ts';

type Dependencies = InstanceDependencies & { steps: readonly LaunchStep[] };
type Undo = { en: string; zh: string; failed?: true };

/** What was undone, for a person, and whether something could not be. */
export type Undone = { words: LocalizedText[]; complete: boolean };

/**
 * Undoes what a launch did, the last step first: all up to the one that failed, and what an earlier try had begun
 * before the platform ended. A step that cannot be undone does not keep the others from it.
 */
export async function undoLaunch(
  dependencies: Dependencies,
  work: LaunchWork,
  failed: LaunchStep | null,
): Promise<Undone> {
  const { repository, steps } = dependencies;
  const recorder = createLaunchRecorder(dependencies);
  const last = failed === null || work.resumed ? steps.length - 1 : steps.indexOf(failed);
  const undone: Undone = { words: [], complete: true };
  await restoreWork(dependencies, work);
  for (const step of [...steps].reverse()) {
    if (steps.indexOf(step) > last && !work.makes.has(step.key)) continue;
    const undo = await undoStep(dependencies, work, step);
    if (undo) undone.words.push({ en: undo.en, zh: undo.zh });
    if (undo?.failed) undone.complete = false;
    const isFailed = step === failed;
    if (steps.indexOf(step) > (failed ? steps.indexOf(failed) : steps.length)) continue;
    const status = isFailed || undo?.failed ? 'FAILED' : 'UNDONE';
    await recorder.step(work.instance.id, step.key, { status, undo });
  }
  if (undone.complete) await repository.forgetMade(work.instance.id);
  return undone;
}

async function undoStep({ logger }: Dependencies, work: LaunchWork, step: LaunchStep): Promise<Undo | null> {
  try {
    return (await step.undo?.(work)) ?? null;
  } catch (error) {
    logger.error({ err: error, instance: work.instance.id, step: step.key }, 'a step could not be undone');
    if (HOLDING_PORTS.includes(step.key)) work.containerLeft = true;
    const reason = maskSecrets((error as Error).message, work.secrets);
    const { en, zh } = stepLabel(step.key);
    return { en: `"${en}" could not be undone: ${reason}`, zh: `“${zh}”无法撤销：${reason}`, failed: true };
  }
}

/** While the container may still be there, so are its ports. */
const HOLDING_PORTS: readonly (typeof LAUNCH_STEPS)[number][] = ['create', 'start'];

/** Finds what steps leave in the work when they did not run in this life of the platform. */
export async function restoreWork(dependencies: Dependencies, work: LaunchWork): Promise<void> {
  const { instance } = work;
  work.pack ??= (await dependencies.packages.findPackage(instance.packageId)) ?? undefined;
  work.host ??= (await dependencies.resources.findHost(instance.hostId)) ?? undefined;
  work.container ??= (work.host && dependencies.containerHost(work.host)) ?? undefined;
  if (work.pack && work.host) work.runtime ??= declared(work.pack.manifest, work.host.driver);
  work.port ??= instance.port ?? undefined;
}

function declared(...of: Parameters<typeof runtimeFor>): ReturnType<typeof runtimeFor> | undefined {
  try {
    return runtimeFor(...of);
  } catch {
    return undefined;
  }
}
