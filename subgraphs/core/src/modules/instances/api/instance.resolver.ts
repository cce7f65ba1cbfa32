import { type GraphContext, type Session, toError } from '@wecube/kit';
import { Arg, Authorized, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { PackageObject, type PackageRecord, presentPackage } from '../../packages/index.ts';
import { type HostRecord, HostType, presentHost } from '../../resources/index.ts';
import type { InstanceOutcome, LaunchRequest } from '../app/launch-instance.ts';
import type { LaunchPreview } from '../app/preview-launch.ts';
import type { Belongings } from '../app/read-belongings.ts';
import type { ReadLog } from '../app/read-log.ts';
import type { RemovalChoice } from '../app/remove-instance.ts';
import type { ScaleOutcome, ScaleRequest } from '../app/scale-package.ts';
import type { InstanceRepository } from '../data/instance-repository.ts';
import { sayInstance } from '../domain/texts.ts';
import {
  InstanceActionInput,
  InstanceBelongingsType,
  InstancePayload,
  InstanceType,
  LaunchInstanceInput,
  RemoveInstanceInput,
  ScalePackageInput,
  ScalePackagePayload,
} from './instance.types.ts';
import { presentInstance, presentOutcome, presentProblems } from './present-instance.ts';
import { LaunchPreviewInput, LaunchPreviewType, presentPreview } from './preview.types.ts';

export type InstanceUseCases = {
  repository: Pick<InstanceRepository, 'find' | 'list'>;
  readLog: ReadLog;
  findPackage(id: string): Promise<PackageRecord | null>;
  findHost(id: string): Promise<HostRecord | null>;
  launch(request: LaunchRequest, session: Session): Promise<InstanceOutcome>;
  remove(id: string, session: Session, choice?: RemovalChoice): Promise<InstanceOutcome>;
  restart(id: string, session: Session): Promise<InstanceOutcome>;
  start(id: string, session: Session): Promise<InstanceOutcome>;
  stop(id: string, session: Session): Promise<InstanceOutcome>;
  scale(request: ScaleRequest, session: Session): Promise<ScaleOutcome>;
  belongings(instance: { id: string; packageName: string }): Promise<Belongings>;
  previewLaunch(request: LaunchRequest): Promise<LaunchPreview>;
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
    @Arg('input', () => RemoveInstanceInput) { id, ...choice }: RemoveInstanceInput,
    @Ctx() { session }: GraphContext,
  ): Promise<InstancePayload> {
    return presentOutcome(await this.useCases.remove(id, session as Session, choice));
  }

  @Authorized('instance:launch')
  @Mutation(() => InstancePayload)
  async restartInstance(
    @Arg('input', () => InstanceActionInput) { id }: InstanceActionInput,
    @Ctx() { session }: GraphContext,
  ): Promise<InstancePayload> {
    return presentOutcome(await this.useCases.restart(id, session as Session));
  }

  @Authorized('instance:launch')
  @Mutation(() => InstancePayload, { description: 'Launches a stopped or failed instance again' })
  async startInstance(
    @Arg('input', () => InstanceActionInput) { id }: InstanceActionInput,
    @Ctx() { session }: GraphContext,
  ): Promise<InstancePayload> {
    return presentOutcome(await this.useCases.start(id, session as Session));
  }

  @Authorized('instance:launch')
  @Mutation(() => InstancePayload, { description: 'Ends an instance and leaves it so until a person starts it' })
  async stopInstance(
    @Arg('input', () => InstanceActionInput) { id }: InstanceActionInput,
    @Ctx() { session }: GraphContext,
  ): Promise<InstancePayload> {
    return presentOutcome(await this.useCases.stop(id, session as Session));
  }

  @Authorized('instance:launch')
  @Mutation(() => ScalePackagePayload, { description: 'Launches or removes instances until there are so many' })
  async scalePackage(
    @Arg('input', () => ScalePackageInput) input: ScalePackageInput,
    @Ctx() { session }: GraphContext,
  ): Promise<ScalePackagePayload> {
    const { instances, problems } = await this.useCases.scale(input, session as Session);
    return { instances: instances.map(presentInstance), problems: presentProblems(problems) };
  }

  @Authorized('instance:read')
  @Query(() => LaunchPreviewType, { description: 'Where a launch would go, and what it takes there' })
  async launchPreview(@Arg('input', () => LaunchPreviewInput) input: LaunchPreviewInput): Promise<LaunchPreviewType> {
    return presentPreview(await this.useCases.previewLaunch(input));
  }

  @Authorized('instance:read')
  @FieldResolver(() => InstanceBelongingsType)
  async belongings(@Root() instance: InstanceType): Promise<InstanceBelongingsType> {
    return this.useCases.belongings(instance);
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
