import { newId, type Problem, requireAction, type Session } from '@wecube/kit';
import { commandProblems, instanceNotFound } from '../domain/errors.ts';
import type { InstanceRecord } from '../domain/instance.ts';
import {
  DEFAULT_LIMIT_SECONDS,
  type InstanceCommand,
  LONGEST_LINE,
  MOST_COMMANDS,
  MOST_LIMIT_SECONDS,
} from '../domain/instance-command.ts';
import type { CommandDependencies } from './command-dependencies.ts';
import { type CommandWork, performCommand } from './perform-command.ts';

export type CommandRequest = { instanceId: string; line: string; limitSeconds?: number | null };
export type CommandOutcome = { command: InstanceCommand; problems: [] } | { command: null; problems: Problem[] };

/**
 * Runs one command inside an instance. It answers at once; the output comes live. Who ran what is in the audit log
 * before it runs, and one command is one entry: a session with a keyboard would leave none that could be read.
 */
export function createStartCommand(dependencies: CommandDependencies) {
  const { database, commands, audit, clock, ownership } = dependencies;
  return async (request: CommandRequest, session: Session): Promise<CommandOutcome> => {
    requireAction(session, 'instance:exec');
    const line = request.line.trim();
    const instance = await dependencies.repository.find(request.instanceId);
    if (!instance) return { command: null, problems: [instanceNotFound(request.instanceId)] };
    const target = await findTarget(dependencies, instance, line);
    if ('problem' in target) return { command: null, problems: [target.problem] };
    const command: InstanceCommand = {
      ...{ id: newId('cmd'), instanceId: instance.id, line, status: 'RUNNING', exitCode: null, output: '', cut: false },
      ...{ startedBy: session.name, startedAt: new Date(clock.now()), endedAt: null, rowVersion: 1 },
    };
    const begun = await database.transaction(async (tx) => {
      if ((await commands.countRunning(tx, instance.id)) >= MOST_COMMANDS) return false;
      await commands.insert(tx, command, ownership.self);
      const { name, packageName, packageVersion, hostId } = instance;
      const detail = { command: command.id, line, instance: name, packageName, packageVersion, hostId };
      await audit.record(tx, { session, action: 'instance:exec', subject: instance.id, outcome: 'DONE', detail });
      return true;
    });
    if (!begun) return { command: null, problems: [commandProblems.tooMany(instance.name, MOST_COMMANDS)] };
    void performCommand(dependencies, { ...target, instance, command, limitMs: limitOf(request) * 1000 });
    return { command, problems: [] };
  };
}

const limitOf = ({ limitSeconds }: CommandRequest): number =>
  Math.min(MOST_LIMIT_SECONDS, Math.max(1, limitSeconds ?? DEFAULT_LIMIT_SECONDS));

type Target = Pick<CommandWork, 'run' | 'driver'>;

async function findTarget(
  { resources, containerHost }: CommandDependencies,
  instance: InstanceRecord,
  line: string,
): Promise<Target | { problem: Problem }> {
  if (line === '' || line.length > LONGEST_LINE) return { problem: commandProblems.lineInvalid(LONGEST_LINE) };
  const host = await resources.findHost(instance.hostId);
  const container = host && containerHost(host);
  if (!container) return { problem: commandProblems.notRunning(instance.name) };
  const { run } = container;
  if (!run) return { problem: commandProblems.notConfined(instance.name) };
  const state = await container.inspect(instance.id).catch(() => null);
  if (state?.status !== 'RUNNING') return { problem: commandProblems.notRunning(instance.name) };
  return { driver: container.driver, run: (command, signal) => run(instance.id, command, signal) };
}
