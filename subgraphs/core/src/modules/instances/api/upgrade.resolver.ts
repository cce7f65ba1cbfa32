import type { GraphContext, PubSub, Session } from '@wecube/kit';
import { Arg, Authorized, Ctx, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { UPGRADE_TOPIC, type UpgradeEvent } from '../app/publish-upgrade.ts';
import type { UpgradeOutcome } from '../app/start-upgrade.ts';
import type { UpgradeRepository } from '../data/upgrade-repository.ts';
import { presentProblems } from './present-instance.ts';
import {
  presentUpgrade,
  RollBackUpgradeInput,
  RollingUpgradeType,
  UpgradeChangedType,
  UpgradeInstancesInput,
  UpgradePayload,
} from './upgrade.types.ts';

const MOST_SHOWN = 20;

export type UpgradeUseCases = {
  upgrades: Pick<UpgradeRepository, 'ofPackage'>;
  startUpgrade(packageId: string, session: Session): Promise<UpgradeOutcome>;
  rollBackUpgrade(id: string, session: Session): Promise<UpgradeOutcome>;
};

/** A class per module instance, since type-graphql takes a subscription's source in its decorator. */
export function upgradeResolver(pubSub: PubSub, useCases: UpgradeUseCases) {
  @Resolver()
  class UpgradeResolver {
    @Authorized('instance:read')
    @Query(() => [RollingUpgradeType], { description: 'The latest rolling upgrades of a package, newest first' })
    async rollingUpgrades(@Arg('packageName', () => String) packageName: string): Promise<RollingUpgradeType[]> {
      return (await useCases.upgrades.ofPackage(packageName, MOST_SHOWN)).map(presentUpgrade);
    }

    @Authorized('instance:launch')
    @Mutation(() => UpgradePayload, { description: 'Answers at once; the upgrade goes on by itself and is shown live' })
    async upgradeInstances(
      @Arg('input', () => UpgradeInstancesInput) { packageId }: UpgradeInstancesInput,
      @Ctx() { session }: GraphContext,
    ): Promise<UpgradePayload> {
      return present(await useCases.startUpgrade(packageId, session as Session));
    }

    @Authorized('instance:launch')
    @Mutation(() => UpgradePayload)
    async rollBackUpgrade(
      @Arg('input', () => RollBackUpgradeInput) { id }: RollBackUpgradeInput,
      @Ctx() { session }: GraphContext,
    ): Promise<UpgradePayload> {
      return present(await useCases.rollBackUpgrade(id, session as Session));
    }

    @Authorized('instance:read')
    @Subscription(() => UpgradeChangedType, {
      description: 'Progress of any rolling upgrade',
      subscribe: () => pubSub.subscribe<UpgradeEvent>(UPGRADE_TOPIC),
    })
    upgradeChanged(@Root() { upgrade, ...event }: UpgradeEvent): UpgradeChangedType {
      return { ...event, upgrade: presentUpgrade(upgrade) };
    }
  }
  return [UpgradeResolver, new UpgradeResolver()] as const;
}

const present = ({ upgrade, problems }: UpgradeOutcome): UpgradePayload => ({
  upgrade: upgrade && presentUpgrade(upgrade),
  problems: presentProblems(problems),
});
