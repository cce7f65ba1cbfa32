import type { Tone } from '../../components/state.tsx';
import type { InstanceStatus, PackageStatus, StepStatus } from '../../gql/graphql.ts';
import type { WordKey } from '../../locales/index.ts';

export type PackageStateKind =
  | 'uploaded'
  | 'registered'
  | 'active'
  | 'launching'
  | 'down'
  | 'notInGraph'
  | 'superseded'
  | 'withdrawn';
type StatedPackage = {
  status: PackageStatus;
  active: boolean;
  compositionError?: string | null;
  instances: readonly { status: InstanceStatus }[];
};

/** What a package is in, seen together with its instances. */
export function packageState(one: StatedPackage): { kind: PackageStateKind; tone: Tone; down: number; total: number } {
  const total = one.instances.length;
  const down = one.instances.filter(
    (instance) => instance.status === 'UNHEALTHY' || instance.status === 'FAILED',
  ).length;
  const kind = kindOf(one, down);
  return { kind, tone: TONES[kind], down, total };
}

function kindOf(one: StatedPackage, down: number): PackageStateKind {
  if (one.status === 'UPLOADED') return 'uploaded';
  if (one.status === 'DECOMMISSIONED') return 'withdrawn';
  if (!one.active) return 'superseded';
  if (one.compositionError) return 'notInGraph';
  if (one.instances.some((instance) => instance.status === 'LAUNCHING')) return 'launching';
  if (down > 0) return 'down';
  return one.instances.some((instance) => instance.status === 'RUNNING') ? 'active' : 'registered';
}

const TONES: Record<PackageStateKind, Tone> = {
  uploaded: 'person',
  registered: 'waiting',
  active: 'ok',
  launching: 'running',
  down: 'failed',
  notInGraph: 'warning',
  superseded: 'skipped',
  withdrawn: 'skipped',
};

export const INSTANCE_STATES: Record<InstanceStatus, { tone: Tone; label: WordKey }> = {
  LAUNCHING: { tone: 'running', label: 'instance.launching' },
  RUNNING: { tone: 'ok', label: 'instance.running' },
  UNHEALTHY: { tone: 'warning', label: 'instance.unhealthy' },
  STOPPED: { tone: 'paused', label: 'instance.stopped' },
  FAILED: { tone: 'failed', label: 'instance.failed' },
  REMOVED: { tone: 'skipped', label: 'instance.removed' },
};

export const STEP_TONES: Record<StepStatus, Tone> = {
  WAITING: 'waiting',
  RUNNING: 'running',
  DONE: 'ok',
  FAILED: 'failed',
  UNDONE: 'skipped',
};
