import { requireAction, type Session } from '@wecube/kit';
import { commandProblems } from '../domain/errors.ts';
import type { CommandDependencies } from './command-dependencies.ts';
import { publishCommand } from './command-dependencies.ts';
import type { CommandOutcome } from './start-command.ts';

/** Ends a command and all that it started. One that has ended stays as it is. */
export function createStopCommand(dependencies: CommandDependencies) {
  const { database, commands, audit, inHand } = dependencies;
  return async (id: string, session: Session): Promise<CommandOutcome> => {
    requireAction(session, 'instance:exec');
    const command = await commands.find(id);
    if (!command) return { command: null, problems: [commandProblems.notFound(id)] };
    if (command.status !== 'RUNNING') return { command, problems: [] };
    await database.transaction((tx) =>
      audit.record(tx, {
        ...{ session, action: 'instance:exec', subject: command.instanceId, outcome: 'DONE' },
        detail: { stopped: id, line: command.line },
      }),
    );
    inHand.get(id)?.abort('STOPPED');
    return { command, problems: [] };
  };
}

/** What cores that are gone were running has no end that anybody could tell. */
export function createLoseCommands(dependencies: CommandDependencies) {
  const { commands, ownership, clock } = dependencies;
  return async (): Promise<void> => {
    for (const { id, owner } of await commands.running()) {
      if (owner === ownership.self || !(await ownership.isGone(owner))) continue;
      const change = { status: 'LOST', endedAt: new Date(clock.now()) } as const;
      publishCommand(dependencies, await commands.change(id, change));
    }
  };
}
