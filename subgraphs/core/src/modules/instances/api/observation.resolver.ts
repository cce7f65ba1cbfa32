import { DateTimeScalar } from '@wecube/kit';
import { Arg, Authorized, Field, Float, ID, Int, ObjectType, Resolver, Root, Subscription } from 'type-graphql';
import type { FollowLog, InstanceLogPart } from '../app/follow-log.ts';
import type { FollowUsage, InstanceUsage } from '../app/follow-usage.ts';

const READER =
  'Anything unique to the reader. Readers of equal arguments share one stream, and who joins later would miss its beginning.';

@ObjectType('InstanceLogPart', { description: 'What an instance wrote since the part before, secrets masked' })
class InstanceLogPartType {
  @Field(() => ID) instanceId!: string;
  @Field(() => [String]) lines!: readonly string[];
  @Field(() => Boolean, { description: 'The output begins anew here and replaces what was shown' }) fresh!: boolean;
  @Field(() => Boolean, { description: 'Nothing runs now; more comes when it runs again' }) ended!: boolean;
}

@ObjectType('InstanceUsage', { description: 'What an instance uses at one moment' })
class InstanceUsageType {
  @Field(() => ID) instanceId!: string;
  @Field(() => DateTimeScalar) at!: Date;
  @Field(() => Float, { description: '100 is one processor' }) cpuPercent!: number;
  @Field(() => Float) memoryBytes!: number;
  @Field(() => Float, { nullable: true }) memoryLimitBytes!: number | null;
}

@ObjectType('InstanceUsageSamples')
class InstanceUsageSamplesType {
  @Field(() => [InstanceUsageType], { description: 'The oldest first' }) samples!: readonly InstanceUsageType[];
}

type LogArguments = { id: string; tail: number };

/** A class per module instance, since type-graphql takes a subscription's source in its decorator. */
export function observationResolver(useCases: { followLog: FollowLog; followUsage: FollowUsage }) {
  @Resolver()
  class InstanceObservationResolver {
    @Authorized('instance:read')
    @Subscription(() => InstanceLogPartType, {
      description: 'The output of an instance as it is written, over every restart',
      subscribe: ({ args }: { args: LogArguments }) => useCases.followLog(args.id, args.tail),
    })
    instanceLog(
      @Root() part: InstanceLogPart,
      @Arg('id', () => ID) _id: string,
      @Arg('tail', () => Int, { defaultValue: 500, description: 'How many lines to begin with, 2,000 at most' })
      _tail: number,
      @Arg('reader', () => String, { description: READER }) _reader: string,
    ): InstanceLogPartType {
      return part;
    }

    @Authorized('instance:read')
    @Subscription(() => InstanceUsageSamplesType, {
      description: 'What instances use, about once a second; begins with what is known of the last two minutes',
      subscribe: ({ args }: { args: { ids: string[] } }) => useCases.followUsage(args.ids),
    })
    instanceUsage(
      @Root() samples: readonly InstanceUsage[],
      @Arg('ids', () => [ID], { description: '100 at most' }) _ids: string[],
      @Arg('reader', () => String, { description: READER }) _reader: string,
    ): InstanceUsageSamplesType {
      return { samples };
    }
  }
  return [InstanceObservationResolver, new InstanceObservationResolver()] as const;
}
