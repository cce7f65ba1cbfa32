import type { PubSub } from '@wecube/kit';
import { Arg, Authorized, ID, Int, Resolver, Root, Subscription } from 'type-graphql';
import { ALL_RUNS_TOPIC, type LiveRunEvent, watchRun } from '../app/watch-runs.ts';
import type { RunReads } from '../module.ts';
import { presentRun } from './present-run.ts';
import { RunChangedType } from './run.types.ts';

/** A class per module instance, since type-graphql takes a subscription's source in its decorator. */
export function runChangedResolver(pubSub: PubSub, reads: RunReads) {
  const present = async (event: LiveRunEvent): Promise<RunChangedType> => {
    const row = await reads.reader.find(event.subject);
    return { ...event, run: row && presentRun(row) };
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
      @Arg('sinceVersion', () => Int, { nullable: true }) _sinceVersion?: number | null,
    ): Promise<RunChangedType> {
      return present(event);
    }

    @Authorized('run:read')
    @Subscription(() => RunChangedType, {
      description: 'Changes of any run, for lists.',
      subscribe: () => pubSub.subscribe<LiveRunEvent>(ALL_RUNS_TOPIC),
    })
    runsChanged(@Root() event: LiveRunEvent): Promise<RunChangedType> {
      return present(event);
    }
  }
  return [RunChangedResolver, new RunChangedResolver()] as const;
}

const versionOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);
