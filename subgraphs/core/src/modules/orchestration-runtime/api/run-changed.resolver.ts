import type { GraphContext, PubSub, Session } from '@wecube/kit';
import { Arg, Authorized, Ctx, ID, Int, Resolver, Root, Subscription } from 'type-graphql';
import { ALL_RUNS_TOPIC, type LiveRunEvent, watchRun } from '../app/watch-runs.ts';
import type { RunReads } from '../module.ts';
import { presentRun } from './present-run.ts';
import { RunChangedType } from './run.types.ts';

/** A class per module instance, since type-graphql takes a subscription's source in its decorator. */
export function runChangedResolver(pubSub: PubSub, reads: RunReads) {
  const present = async (event: LiveRunEvent, { session }: GraphContext): Promise<RunChangedType> => {
    const row = await reads.seen(event.subject, session as Session);
    return row ? { ...event, run: presentRun(row) } : { ...event, data: null, run: null };
  };

  @Resolver()
  class RunChangedResolver {
    @Authorized('run:read')
    @Subscription(() => RunChangedType, {
      description: 'Every change of one run: first what was missed since a version, then what happens.',
      subscribe: ({ args }) =>
        watchRun({ pubSub, reader: reads.reader }, String(args['id']), versionOf(args['sinceVersion'])),
    })
    runChanged(
      @Root() event: LiveRunEvent,
      @Arg('id', () => ID) _id: string,
      @Ctx() context: GraphContext,
      @Arg('sinceVersion', () => Int, { nullable: true }) _sinceVersion?: number | null,
    ): Promise<RunChangedType> {
      return present(event, context);
    }

    @Authorized('run:read')
    @Subscription(() => RunChangedType, {
      description: 'Changes of any run, for lists; of one that the own roles may not see only that there was one.',
      subscribe: () => pubSub.subscribe<LiveRunEvent>(ALL_RUNS_TOPIC),
    })
    runsChanged(@Root() event: LiveRunEvent, @Ctx() context: GraphContext): Promise<RunChangedType> {
      return present(event, context);
    }
  }
  return [RunChangedResolver, new RunChangedResolver()] as const;
}

const versionOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);
