/** How a command inside an instance goes. `FAILED`: it never ran. `LOST`: the platform ended before it did. */
export type CommandStatus = 'RUNNING' | 'DONE' | 'STOPPED' | 'TIMED_OUT' | 'FAILED' | 'LOST';

/** A command that a person ran inside an instance. */
export type InstanceCommand = {
  id: string;
  instanceId: string;
  line: string;
  status: CommandStatus;
  exitCode: number | null;
  /** The end of what it printed, secrets masked. */
  output: string;
  /** Something before it was left out. */
  cut: boolean;
  startedBy: string;
  startedAt: Date;
  endedAt: Date | null;
  rowVersion: number;
};

export const LONGEST_LINE = 2_000;
export const DEFAULT_LIMIT_SECONDS = 60;
export const MOST_LIMIT_SECONDS = 600;
/** Commands at once inside one instance; more would compete with the plugin for its own limits. */
export const MOST_COMMANDS = 2;
const MOST_OUTPUT = 64 * 1024;

/** Pure: the end of an output that is not longer than what is kept; whole lines where there are any. */
export function keepEnd(output: string): { output: string; cut: boolean } {
  if (output.length <= MOST_OUTPUT) return { output, cut: false };
  const end = output.slice(-MOST_OUTPUT);
  const line = end.indexOf('\n');
  return { output: line >= 0 && line < end.length - 1 ? end.slice(line + 1) : end, cut: true };
}
