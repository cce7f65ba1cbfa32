import { DateTimeScalar, type GraphContext, ProblemObject, type Session } from '@wecube/kit';
import {
  Arg,
  Authorized,
  Ctx,
  Field,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  registerEnumType,
} from 'type-graphql';
import type { createChangeGrants, GrantOutcome } from '../app/change-grants.ts';
import type { JudgedDemand } from '../app/read-demands.ts';
import type { GrantRecord, GrantRepository } from '../data/grant-repository.ts';
import { presentProblems } from './present-instance.ts';

enum DemandKindEnum {
  PRIVILEGED = 'PRIVILEGED',
  HOST_NETWORK = 'HOST_NETWORK',
  CAPABILITY = 'CAPABILITY',
  VOLUME = 'VOLUME',
}
registerEnumType(DemandKindEnum, { name: 'LaunchDemandKind' });

@ObjectType('LaunchDemand', { description: 'What a package asks beyond the confinement of every instance' })
export class LaunchDemandType {
  @Field(() => String) key!: string;
  @Field(() => DemandKindEnum) kind!: string;
  @Field(() => String, { description: 'The capability or the path on the host; empty for the other kinds' })
  what!: string;
  @Field(() => String, { nullable: true, description: 'Null while nobody granted it' }) grantedBy!: string | null;
  @Field(() => DateTimeScalar, { nullable: true }) grantedAt!: Date | null;
}

@ObjectType('LaunchGrant', { description: 'What an administrator granted a package, for all its versions' })
class LaunchGrantType {
  @Field(() => String) packageName!: string;
  @Field(() => String) demand!: string;
  @Field(() => String) grantedBy!: string;
  @Field(() => DateTimeScalar) grantedAt!: Date;
}

@InputType('LaunchGrantsInput')
class LaunchGrantsInput {
  @Field(() => ID) packageId!: string;
  @Field(() => [String], { description: 'Keys of demands' }) demands!: string[];
}

@ObjectType('LaunchGrantsPayload')
class LaunchGrantsPayload {
  @Field(() => [LaunchDemandType]) demands!: readonly LaunchDemandType[];
  @Field(() => [ProblemObject]) problems!: readonly ProblemObject[];
}

export type GrantUseCases = ReturnType<typeof createChangeGrants> & { grants: Pick<GrantRepository, 'list'> };

@Resolver()
export class LaunchGrantResolver {
  constructor(private readonly useCases: GrantUseCases) {}

  @Authorized('instance:read')
  @Query(() => [LaunchGrantType], { description: 'Everything that was granted, by package' })
  launchGrants(
    @Arg('packageName', () => String, { nullable: true }) packageName: string | null,
  ): Promise<GrantRecord[]> {
    return this.useCases.grants.list(packageName ?? undefined);
  }

  @Authorized('instance:grant')
  @Mutation(() => LaunchGrantsPayload, { description: 'Grants what the package asks for; audited' })
  async grantLaunchDemands(
    @Arg('input', () => LaunchGrantsInput) { packageId, demands }: LaunchGrantsInput,
    @Ctx() { session }: GraphContext,
  ): Promise<LaunchGrantsPayload> {
    return present(await this.useCases.grantDemands(packageId, demands, session as Session));
  }

  @Authorized('instance:grant')
  @Mutation(() => LaunchGrantsPayload, { description: 'Running instances stay as they are until their next launch' })
  async withdrawLaunchGrants(
    @Arg('input', () => LaunchGrantsInput) { packageId, demands }: LaunchGrantsInput,
    @Ctx() { session }: GraphContext,
  ): Promise<LaunchGrantsPayload> {
    return present(await this.useCases.withdrawGrants(packageId, demands, session as Session));
  }
}

const present = ({ demands, problems }: GrantOutcome): LaunchGrantsPayload => ({
  demands: demands.map(presentDemand),
  problems: presentProblems(problems),
});

export const presentDemand = ({ key, kind, what, grant }: JudgedDemand): LaunchDemandType => ({
  ...{ key, kind, what, grantedBy: grant?.grantedBy ?? null, grantedAt: grant?.grantedAt ?? null },
});
