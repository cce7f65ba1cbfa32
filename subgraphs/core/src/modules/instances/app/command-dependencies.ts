import { newId } from '@wecube/kit';
import type { CommandRepository } from '../data/command-repository.ts';
import type { InstanceCommand } from '../domain/instance-command.ts';
import type { Ownership } from '../ports.ts';
import type { InstanceDependencies } from './dependencies.ts';

export const COMMAND_TOPIC = 'instanceCommandChanged';

export type CommandDependencies = InstanceDependencies & {
  commands: CommandRepository;
  ownership: Ownership;
  /** What this core runs now, by id. */
  inHand: Map<string, AbortController>;
};

/** A change of a command, as live subscribers get it. */
export type CommandEvent = {
  id: string;
  type: 'OUTPUT' | 'ENDED';
  subject: string;
  version: number;
  at: Date;
  command: InstanceCommand;
};

export function publishCommand({ pubSub, clock }: CommandDependencies, command: InstanceCommand | null): void {
  if (!command) return;
  const type = command.status === 'RUNNING' ? 'OUTPUT' : 'ENDED';
  const { id: subject, rowVersion: version } = command;
  const event: CommandEvent = { id: newId('evt'), type, subject, version, at: new Date(clock.now()), command };
  pubSub.publish(COMMAND_TOPIC, event);
}
