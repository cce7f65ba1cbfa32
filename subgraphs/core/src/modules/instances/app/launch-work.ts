import type { Said } from '@wecube/kit';
import type { HostRecord } from '../../resources/index.ts';
import type { InstanceRecord } from '../domain/instance.ts';
import type { LaunchStepKey } from '../domain/launch-steps.ts';
import type { LocalizedText } from '../domain/localized-text.ts';
import type { ContainerPlan } from '../domain/plan-container.ts';
import type { PluginIdentity } from '../domain/plugin-identity.ts';
import type { RuntimeDeclaration } from '../domain/runtime.ts';
import type { ContainerHost, LaunchablePackage } from '../ports.ts';

/** What the steps of one launch hand on to each other. It lives in memory only: a new launch begins from the rows. */
export type LaunchWork = {
  instance: InstanceRecord;
  signal: AbortSignal;
  pack?: LaunchablePackage;
  host?: HostRecord;
  container?: ContainerHost;
  runtime?: RuntimeDeclaration;
  port?: number;
  identity?: PluginIdentity;
  /** The launch made the identity, so undoing takes it away. */
  identityIsNew?: boolean;
  plan?: ContainerPlan;
  /** Values that no log and no error may show. */
  secrets: readonly string[];
};

/** One step of a launch. `run` and `undo` may be repeated; both give words for a person, or nothing to say. */
export type LaunchStep = {
  key: LaunchStepKey;
  run(work: LaunchWork): Promise<Said | null>;
  undo?(work: LaunchWork): Promise<LocalizedText | null>;
};

/** What an earlier step must have left in the work; its absence is a bug. */
export function required<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`The launch has no ${what} yet.`);
  return value;
}
