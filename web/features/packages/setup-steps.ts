import type { Tone } from '../../components/state.tsx';
import type { Check } from './check-list.tsx';

/** The steps a person walks to take a package into service; all but the last two only show what it declares. */
export const SETUP_STEPS = [
  'manifest',
  'dependencies',
  'menus',
  'model',
  'parameters',
  'authorities',
  'resources',
  'services',
  'interface',
  'register',
  'instance',
] as const;
export type SetupStep = (typeof SETUP_STEPS)[number];

/** Which step a finding belongs to, by the beginning of its code; the first that fits. */
const HOMES: readonly (readonly [string, SetupStep])[] = [
  ['DEPENDENCY_', 'dependencies'],
  ['MENU_', 'menus'],
  ['GRAPH_', 'model'],
  ['MODEL_', 'model'],
  ['REFERENCE_', 'model'],
  ['VARIABLE_', 'parameters'],
  ['BUCKET_', 'resources'],
  ['PROXY_', 'resources'],
  ['SERVICE_', 'services'],
  ['PACKAGE_LACKS_USED_SERVICES', 'services'],
];

export function stepOf({ code }: Pick<Check, 'code'>): SetupStep {
  return HOMES.find(([beginning]) => code.startsWith(beginning))?.[1] ?? 'manifest';
}

/** How a step stands: what was found about it counts more than whether it was looked at. */
export function stepTone(
  step: SetupStep,
  checks: readonly Pick<Check, 'code' | 'level'>[],
  { current, seen }: { current: SetupStep; seen: boolean },
): Tone {
  const own = checks.filter((check) => stepOf(check) === step);
  if (own.some(({ level }) => level === 'ERROR')) return 'failed';
  if (own.some(({ level }) => level === 'WARNING')) return 'warning';
  if (step === current) return 'running';
  return seen ? 'ok' : 'waiting';
}
