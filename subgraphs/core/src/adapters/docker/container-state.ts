import type { ContainerInspectInfo } from 'dockerode';
import type { ContainerState } from '../../modules/instances/ports.ts';

/** Docker's many states in the port's four; a container between two restarts has exited. */
export function stateOf(found: ContainerInspectInfo | undefined): ContainerState {
  if (!found) return { status: 'ABSENT' };
  const { Status, Running, Restarting, ExitCode } = found.State;
  if (Status === 'created') return { status: 'CREATED' };
  if (!Running || Restarting) return { status: 'EXITED', exitCode: ExitCode };
  return { status: 'RUNNING', ...(found.RestartCount > 0 && { restarts: found.RestartCount }) };
}
