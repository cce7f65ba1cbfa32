import type { Tone } from '../../components/state.tsx';

type ServiceState = { enabled: boolean; switchedOff: boolean };
type State = { tone: Tone; word: 'services.enabled' | 'services.disabled' | 'services.partly' };

/** How a registration stands: enabled ones of whose services some wait for something are not simply enabled. */
export function registrationState(status: string, services: readonly ServiceState[]): State {
  if (status !== 'ENABLED') return { tone: 'skipped', word: 'services.disabled' };
  const waiting = services.some(({ enabled, switchedOff }) => !enabled && !switchedOff);
  return waiting ? { tone: 'warning', word: 'services.partly' } : { tone: 'ok', word: 'services.enabled' };
}
