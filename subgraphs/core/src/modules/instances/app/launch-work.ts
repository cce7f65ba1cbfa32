import type { Said } from '@wecube/kit';
import type { HostRecord } from '../../resources/index.ts';
import type { InstanceRecord } from '../domain/instance.ts';
import type { LaunchStepKey } from '../domain/launch-steps.ts';
import type { LocalizedText } from '../domain/localized-text.ts';
import type { ContainerPlan } from '../domain/plan-container.ts';
import type { PluginIdentity } from '../domain/plugin-identity.ts';
import type { RuntimeDeclaration } from '../domain/runtime.ts';
import type { ContainerHost, LaunchablePackage } from '../ports.ts';

/** The value of a variable that a step of the launch made. */
type GivenValue = { value: string; secret: boolean };

/** Gives variables of the package values; they come before all that people and manifests say. Secrets are masked from here on. */
export function give(work: LaunchWork, values: Readonly<Record<string, GivenValue>>): void {
  work.given = new Map([...(work.given ?? []), ...Object.entries(values)]);
  const secrets = Object.values(values).filter(({ secret }) => secret);
  work.secrets = [...work.secrets, ...secrets.map(({ value }) => value)];
}

/** What the steps of one launch hand on to each other. It lives in memory only: a new launch begins from the rows. */
export type LaunchWork = {
  instance: InstanceRecord;
  signal: AbortSignal;
  pack?: LaunchablePackage;
  host?: HostRecord;
  container?: ContainerHost;
  runtime?: RuntimeDeclaration;
  /** The port for calls. */
  port?: number;
  identity?: PluginIdentity;
  plan?: ContainerPlan;
  /** What earlier steps made for the variables of the package: its database, bucket, proxy. */
  given?: ReadonlyMap<string, GivenValue>;
  /** Values that no log and no error may show. */
  secrets: readonly string[];
  /** Steps whose work was not there before this launch, also of an earlier try that the end of the platform cut off. */
  makes: Set<LaunchStepKey>;
  /** An earlier try of this launch was cut off, so anything of it may be there. */
  resumed: boolean;
  /** The container could not be removed, so its ports stay reserved. */
  containerLeft?: boolean;
  /** Adds a line to the log of the step that runs, which is shown live. */
  note(line: string): void;
};

/**
 * One step of a launch. `run` and `undo` may be repeated; both give words for a person, or nothing to say. `undo` is
 * also called for a step that never ran in this life of the platform, so it finds what it needs by itself.
 */
export type LaunchStep = {
  key: LaunchStepKey;
  /**
   * Whether the step will make something that is not there yet and outlives instances (an identity, a schema, a
   * bucket). It is written down before `run`, so that `undo` knows by `work.makes` also after a crash.
   */
  willMake?(work: LaunchWork): Promise<boolean>;
  run(work: LaunchWork): Promise<Said | null>;
  undo?(work: LaunchWork): Promise<LocalizedText | null>;
};

/** What an earlier step must have left in the work; its absence is a bug. */
export function required<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`The launch has no ${what} yet.`);
  return value;
}
