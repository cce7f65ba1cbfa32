import { DateTimeScalar, ProblemObject, type Said, SentenceObject } from '@wecube/kit';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { UpgradeRecord } from '../domain/rolling-upgrade.ts';

export enum UpgradeStatusEnum {
  LAUNCHING = 'LAUNCHING',
  WATCHING = 'WATCHING',
  DRAINING = 'DRAINING',
  DONE = 'DONE',
  STOPPED = 'STOPPED',
  ROLLING_BACK = 'ROLLING_BACK',
  ROLLED_BACK = 'ROLLED_BACK',
}
registerEnumType(UpgradeStatusEnum, { name: 'RollingUpgradeStatus' });

@ObjectType('RollingUpgrade', {
  description: 'Brings up a version beside the one that runs, proves it, moves the calls to it and ends the old one',
})
export class RollingUpgradeType {
  @Field(() => ID) id!: string;
  @Field(() => String) packageName!: string;
  @Field(() => ID) toPackageId!: string;
  @Field(() => String) toVersion!: string;
  @Field(() => String) fromVersion!: string;
  @Field(() => UpgradeStatusEnum) status!: string;
  @Field(() => SentenceObject, { nullable: true, description: 'Why it stopped' }) reason!: Said | null;
  @Field(() => [ID], { description: 'Instances of the old version, in the order in which they go' })
  oldInstanceIds!: readonly string[];
  @Field(() => [ID], { description: 'Instances of the new version, as far as they were launched' })
  newInstanceIds!: readonly string[];
  @Field(() => Int, { description: 'How many new ones there will be' }) wanted!: number;
  @Field(() => DateTimeScalar, { description: 'Since when it is in its status' }) since!: Date;
  @Field(() => DateTimeScalar) startedAt!: Date;
  @Field(() => String) startedBy!: string;
  @Field(() => DateTimeScalar, { nullable: true }) endedAt!: Date | null;
  @Field(() => Int) rowVersion!: number;
}

@ObjectType('UpgradeInstancesPayload')
export class UpgradePayload {
  @Field(() => RollingUpgradeType, { nullable: true }) upgrade!: RollingUpgradeType | null;
  @Field(() => [ProblemObject]) problems!: readonly ProblemObject[];
}

@InputType('UpgradeInstancesInput')
export class UpgradeInstancesInput {
  @Field(() => ID, { description: 'The version to upgrade to; an older one is welcome too' }) packageId!: string;
}

@InputType('RollBackUpgradeInput')
export class RollBackUpgradeInput {
  @Field(() => ID) id!: string;
}

@ObjectType('UpgradeChanged')
export class UpgradeChangedType {
  @Field(() => ID) id!: string;
  @Field(() => String) type!: string;
  @Field(() => ID) subject!: string;
  @Field(() => Int) version!: number;
  @Field(() => DateTimeScalar) at!: Date;
  @Field(() => RollingUpgradeType, { nullable: true }) upgrade!: RollingUpgradeType | null;
}

export function presentUpgrade({ plan, ...upgrade }: UpgradeRecord): RollingUpgradeType {
  const { id, packageName, toPackageId, toVersion, fromVersion, status, reason, since, rowVersion } = upgrade;
  const { startedAt, startedBy, endedAt } = upgrade;
  return {
    ...{ id, packageName, toPackageId, toVersion, fromVersion, status, reason, since, rowVersion },
    ...{ startedAt, startedBy, endedAt, wanted: plan.wanted },
    oldInstanceIds: plan.old.map((place) => plan.restored[place] ?? place),
    newInstanceIds: plan.fresh,
  };
}
