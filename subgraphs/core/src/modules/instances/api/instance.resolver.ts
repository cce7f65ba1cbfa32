import { type GraphContext, type Session, toError } from '@wecube/kit';
import { Arg, Authorized, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { PackageObject, type PackageRecord, presentPackage } from '../../packages/index.ts';
import { type HostRecord, HostType, presentHost } from '../../resources/index.ts';
import type { InstanceOutcome, LaunchRequest } from '../app/launch-instance.ts';
import type { ReadLog } from '../app/read-log.ts';
import type { InstanceRepository } from '../data/instance-repository.ts';
import { sayInstance } from '../domain/texts.ts';
import { InstanceActionInput, InstancePayload, InstanceType, LaunchInstanceInput } from './instance.types.ts';
import { presentInstance, presentOutcome } from './present-instance.ts';

export type InstanceUseCases = {
  repository: Pick<InstanceRepository, 'find' | 'list'>;
  readLog: ReadLog;
  findPackage(id: string): Promise<PackageRecord | null>;
  findHost(id: string): Promise<HostRecord | null>;
  launch(request: LaunchRequest, session: Session): Promise<InstanceOutcome>;
  remove(id: string, session: Session): Promise<InstanceOutcome>;
  restart(id: string, session: Session): Promise<InstanceOutcome>;
};

@Resolver(() => InstanceType)
export class InstanceResolver {
  constructor(private readonly useCases: InstanceUseCases) {}

  @Authorized('instance:read')
  @Query(() => [InstanceType], { description: 'All instances that are not removed, newest first' })
  async instances(): Promise<InstanceType[]> {
    return (await this.useCases.repository.list({ status: { not: 'REMOVED' } })).map(presentInstance);
  }

  @Authorized('instance:read')
  @Query(() => InstanceType, { nullable: true })
  async instance(@Arg('id', () => ID) id: string): Promise<InstanceType | null> {
    const found = await this.useCases.repository.find(id);
    return found && presentInstance(found);
  }

  @Authorized('instance:launch')
  @Mutation(() => InstancePayload, { description: 'Answers at once; the steps of the launch are shown live' })
  async launchInstance(
    @Arg('input', () => LaunchInstanceInput) input: LaunchInstanceInput,
    @Ctx() { session }: GraphContext,
  ): Promise<InstancePayload> {
    return presentOutcome(await this.useCases.launch(input, session as Session));
  }

  @Authorized('instance:remove')
  @Mutation(() => InstancePayload)
  async removeInstance(
    @Arg('input', () => InstanceActionInput) { id }: InstanceActionInput,
    @Ctx() { session }: GraphContext,
  ): Promise<InstancePayload> {
    return presentOutcome(await this.useCases.remove(id, session as Session));
  }

  @Authorized('instance:launch')
  @Mutation(() => InstancePayload)
  async restartInstance(
    @Arg('input', () => InstanceActionInput) { id }: InstanceActionInput,
    @Ctx() { session }: GraphContext,
  ): Promise<InstancePayload> {
    return presentOutcome(await this.useCases.restart(id, session as Session));
  }

  @FieldResolver(() => PackageObject)
  async package(@Root() instance: InstanceType): Promise<PackageObject> {
    const found = await this.useCases.findPackage(instance.packageId);
    if (!found) throw toError(sayInstance('PACKAGE_NOT_FOUND.launch', { id: instance.packageId }));
    return presentPackage(found);
  }

  @FieldResolver(() => HostType)
  async host(@Root() instance: InstanceType): Promise<HostType> {
    const found = await this.useCases.findHost(instance.hostId);
    if (!found) throw toError(sayInstance('HOST_NOT_FOUND', { id: instance.hostId }));
    return presentHost(found);
  }

  @Authorized('instance:read')
  @FieldResolver(() => [String], { description: "Last lines of the instance's output, secrets masked" })
  async logTail(
    @Root() instance: InstanceType,
    @Arg('lines', () => Int, { defaultValue: 100 }) lines: number,
  ): Promise<string[]> {
    const found = await this.useCases.repository.find(instance.id);
    return found ? this.useCases.readLog(found, lines) : [];
  }
}
