import { DateTimeScalar, type GraphContext, ProblemObject, type PubSub, type Session } from '@wecube/kit';
import {
  Arg,
  Authorized,
  Ctx,
  Field,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
  registerEnumType,
  Subscription,
} from 'type-graphql';
import { COMMAND_TOPIC, type CommandEvent } from '../app/command-dependencies.ts';
import type { CommandOutcome, CommandRequest } from '../app/start-command.ts';
import type { CommandRepository } from '../data/command-repository.ts';
import { presentProblems } from './present-instance.ts';

const MOST_SHOWN = 20;

enum CommandStatusEnum {
  RUNNING = 'RUNNING',
  DONE = 'DONE',
  STOPPED = 'STOPPED',
  TIMED_OUT = 'TIMED_OUT',
  FAILED = 'FAILED',
  LOST = 'LOST',
}
registerEnumType(CommandStatusEnum, { name: 'InstanceCommandStatus' });

@ObjectType('InstanceCommand', { description: 'A command that a person ran inside an instance' })
class InstanceCommandType {
  @Field(() => ID) id!: string;
  @Field(() => ID) instanceId!: string;
  @Field(() => String) line!: string;
  @Field(() => CommandStatusEnum) status!: string;
  @Field(() => Int, { nullable: true }) exitCode!: number | null;
  @Field(() => String, { description: 'The end of what it printed, secrets masked' }) output!: string;
  @Field(() => Boolean, { description: 'Something before the output was left out' }) cut!: boolean;
  @Field(() => String) startedBy!: string;
  @Field(() => DateTimeScalar) startedAt!: Date;
  @Field(() => DateTimeScalar, { nullable: true }) endedAt!: Date | null;
  @Field(() => Int) rowVersion!: number;
}

@InputType('RunInstanceCommandInput')
class RunInstanceCommandInput {
  @Field(() => ID) instanceId!: string;
  @Field(() => String, { description: "A line for the container's shell" }) line!: string;
  @Field(() => Int, { nullable: true, description: 'When it is ended; 60 by default, 600 at most' })
  limitSeconds?: number | null;
}

@InputType('StopInstanceCommandInput')
class StopInstanceCommandInput {
  @Field(() => ID) id!: string;
}

@ObjectType('InstanceCommandPayload')
class InstanceCommandPayload {
  @Field(() => InstanceCommandType, { nullable: true }) command!: InstanceCommandType | null;
  @Field(() => [ProblemObject]) problems!: readonly ProblemObject[];
}

@ObjectType('InstanceCommandChanged')
class InstanceCommandChangedType {
  @Field(() => ID) id!: string;
  @Field(() => String) type!: string;
  @Field(() => ID) subject!: string;
  @Field(() => Int) version!: number;
  @Field(() => DateTimeScalar) at!: Date;
  @Field(() => InstanceCommandType) command!: InstanceCommandType;
}

export type CommandUseCases = {
  commands: Pick<CommandRepository, 'ofInstance'>;
  startCommand(request: CommandRequest, session: Session): Promise<CommandOutcome>;
  stopCommand(id: string, session: Session): Promise<CommandOutcome>;
};

/** A class per module instance, since type-graphql takes a subscription's source in its decorator. */
export function commandResolver(pubSub: PubSub, useCases: CommandUseCases) {
  @Resolver()
  class InstanceCommandResolver {
    @Authorized('instance:exec')
    @Query(() => [InstanceCommandType], { description: 'The latest commands of an instance, newest first' })
    instanceCommands(@Arg('instanceId', () => ID) instanceId: string): Promise<InstanceCommandType[]> {
      return useCases.commands.ofInstance(instanceId, MOST_SHOWN);
    }

    @Authorized('instance:exec')
    @Mutation(() => InstanceCommandPayload, { description: 'Answers at once; the output comes live' })
    async runInstanceCommand(
      @Arg('input', () => RunInstanceCommandInput) input: RunInstanceCommandInput,
      @Ctx() { session }: GraphContext,
    ): Promise<InstanceCommandPayload> {
      return present(await useCases.startCommand(input, session as Session));
    }

    @Authorized('instance:exec')
    @Mutation(() => InstanceCommandPayload, { description: 'Ends a command and all that it started' })
    async stopInstanceCommand(
      @Arg('input', () => StopInstanceCommandInput) { id }: StopInstanceCommandInput,
      @Ctx() { session }: GraphContext,
    ): Promise<InstanceCommandPayload> {
      return present(await useCases.stopCommand(id, session as Session));
    }

    @Authorized('instance:exec')
    @Subscription(() => InstanceCommandChangedType, {
      description: 'Output and end of the commands of an instance',
      subscribe: ({ args }: { args: { instanceId: string } }) =>
        only(pubSub.subscribe<CommandEvent>(COMMAND_TOPIC), ({ command }) => command.instanceId === args.instanceId),
    })
    instanceCommandChanged(
      @Root() event: CommandEvent,
      @Arg('instanceId', () => ID) _instanceId: string,
    ): InstanceCommandChangedType {
      return event;
    }
  }
  return [InstanceCommandResolver, new InstanceCommandResolver()] as const;
}

/** Events that pass a test. Leaving it leaves the source, also while it waits. */
function only<T>(source: AsyncIterableIterator<T>, passes: (event: T) => boolean): AsyncIterableIterator<T> {
  const leave = async (): Promise<IteratorResult<T>> => {
    await source.return?.();
    return { value: undefined, done: true };
  };
  return {
    async next() {
      for (;;) {
        const found = await source.next();
        if (found.done || passes(found.value)) return found;
      }
    },
    return: leave,
    async throw(error) {
      await leave();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

const present = ({ command, problems }: CommandOutcome): InstanceCommandPayload => ({
  command,
  problems: presentProblems(problems),
});
