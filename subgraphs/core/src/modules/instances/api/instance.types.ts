import { DateTimeScalar, JsonScalar, LocalizedText, ProblemObject, type Said, SentenceObject } from '@wecube/kit';
import { Directive, Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';

export enum InstanceStatusEnum {
  LAUNCHING = 'LAUNCHING',
  RUNNING = 'RUNNING',
  UNHEALTHY = 'UNHEALTHY',
  STOPPED = 'STOPPED',
  FAILED = 'FAILED',
  REMOVED = 'REMOVED',
}
registerEnumType(InstanceStatusEnum, { name: 'InstanceStatus' });

export enum StepStatusEnum {
  WAITING = 'WAITING',
  RUNNING = 'RUNNING',
  DONE = 'DONE',
  FAILED = 'FAILED',
  UNDONE = 'UNDONE',
}
registerEnumType(StepStatusEnum, { name: 'StepStatus' });

export enum TrafficEnum {
  ON = 'ON',
  HELD = 'HELD',
  DRAINING = 'DRAINING',
}
registerEnumType(TrafficEnum, { name: 'InstanceTraffic', description: 'Whether calls go to an instance' });

export enum DesiredStateEnum {
  RUNNING = 'RUNNING',
  STOPPED = 'STOPPED',
  REMOVED = 'REMOVED',
}
registerEnumType(DesiredStateEnum, { name: 'InstanceDesiredState' });

@ObjectType('LaunchStep', { description: 'One step of a launch, recorded before and after it runs' })
export class LaunchStepType {
  @Field(() => String) key!: string;
  @Field(() => LocalizedText) label!: LocalizedText;
  @Field(() => StepStatusEnum) status!: string;
  @Field(() => String, { nullable: true }) detail!: string | null;
  @Field(() => SentenceObject, { nullable: true, description: 'The detail by code' }) detailText!: Said | null;
  @Field(() => LocalizedText, { nullable: true, description: 'What was taken back when the launch failed' })
  undo!: LocalizedText | null;
  @Field(() => [String], { description: 'The last lines that the step wrote, secrets masked' })
  log!: readonly string[];
  @Field(() => DateTimeScalar, { nullable: true }) startedAt!: Date | null;
  @Field(() => DateTimeScalar, { nullable: true }) endedAt!: Date | null;
}

@Directive('@key(fields: "id")')
@ObjectType('Instance', { description: 'A running copy of a package, or one that should run' })
export class InstanceType {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => InstanceStatusEnum) status!: string;
  @Field(() => DesiredStateEnum, { description: 'What was asked for' }) desired!: string;
  @Field(() => TrafficEnum) traffic!: string;
  @Field(() => Int, { nullable: true }) port!: number | null;
  @Field(() => [Int], { description: 'Every port of its host that belongs to it' }) ports!: readonly number[];
  @Field(() => SentenceObject, { nullable: true, description: 'Why it is on its host' }) placement!: Said | null;
  @Field(() => Int, { description: 'How often it was launched again by itself' }) restarts!: number;
  @Field(() => ID, { nullable: true, description: 'The instance on a lost host whose place it took' })
  replaces!: string | null;
  @Field(() => ID, { nullable: true }) upgradeId!: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when its host does not answer' })
  hostLostAt!: Date | null;
  @Field(() => Int, { nullable: true }) memoryMiB!: number | null;
  @Field(() => Float, { nullable: true }) cpus!: number | null;
  @Field(() => [SentenceObject], { description: 'What is left of the package after a removal' })
  stays!: readonly Said[];
  @Field(() => DateTimeScalar) launchedAt!: Date;
  @Field(() => String) launchedBy!: string;
  @Field(() => DateTimeScalar, { nullable: true }) healthyAt!: Date | null;
  @Field(() => String, { nullable: true }) error!: string | null;
  @Field(() => SentenceObject, { nullable: true, description: 'The error by code' }) errorText!: Said | null;
  @Field(() => [LaunchStepType]) steps!: LaunchStepType[];
  @Field(() => Int) rowVersion!: number;
  // For the field resolvers; not in the schema.
  packageId!: string;
  packageName!: string;
  hostId!: string;
}

@ObjectType('InstanceBelongings', { description: 'What the package of an instance has beside its instances' })
export class InstanceBelongingsType {
  @Field(() => Boolean, { description: 'Only the last instance may take schema and bucket along' }) isLast!: boolean;
  @Field(() => String, { nullable: true }) schema!: string | null;
  @Field(() => String, { nullable: true }) bucket!: string | null;
}

@ObjectType('InstancePayload')
export class InstancePayload {
  @Field(() => InstanceType, { nullable: true }) instance!: InstanceType | null;
  @Field(() => [ProblemObject]) problems!: readonly ProblemObject[];
}

@InputType('LaunchInstanceInput')
export class LaunchInstanceInput {
  @Field(() => ID) packageId!: string;
  @Field(() => ID, { nullable: true, description: 'Chosen by the platform when absent' }) hostId?: string | null;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
  @Field(() => Int, { nullable: true, description: 'Memory limit in MiB' }) memoryMiB?: number | null;
  @Field(() => Float, { nullable: true, description: 'CPU limit' }) cpus?: number | null;
  @Field(() => [String], { nullable: true, description: 'Labels that the host must have: `name` or `name=value`' })
  labels?: string[];
  @Field(() => ID, { nullable: true, description: 'Where its schema is made; chosen by the platform when absent' })
  databaseServerId?: string | null;
  @Field(() => ID, { nullable: true, description: 'Where its bucket is made; chosen by the platform when absent' })
  bucketServerId?: string | null;
  @Field(() => ID, { nullable: true, description: 'The proxy that it uses; chosen by the platform when absent' })
  proxyServerId?: string | null;
}

@InputType('RemoveInstanceInput')
export class RemoveInstanceInput {
  @Field(() => ID) id!: string;
  @Field(() => Boolean, { nullable: true, description: "Drop the package's schema too; of the last instance only" })
  dropDatabase?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: "Drop the package's bucket too; of the last instance only" })
  dropBucket?: boolean | null;
}

@InputType('ScalePackageInput')
export class ScalePackageInput {
  @Field(() => ID) packageId!: string;
  @Field(() => Int, { description: 'How many instances there shall be' }) instances!: number;
  @Field(() => [ID], { nullable: true, description: 'Only these hosts take new ones' }) hosts?: string[] | null;
}

@ObjectType('ScalePackagePayload')
export class ScalePackagePayload {
  @Field(() => [InstanceType]) instances!: readonly InstanceType[];
  @Field(() => [ProblemObject]) problems!: readonly ProblemObject[];
}

@InputType('InstanceActionInput')
export class InstanceActionInput {
  @Field(() => ID) id!: string;
}

@ObjectType('InstanceChanged')
export class InstanceChangedType {
  @Field(() => ID) id!: string;
  @Field(() => String) type!: string;
  @Field(() => ID) subject!: string;
  @Field(() => Int) version!: number;
  @Field(() => DateTimeScalar) at!: Date;
  @Field(() => JsonScalar, { nullable: true }) data!: unknown;
  @Field(() => InstanceType, { nullable: true }) instance!: InstanceType | null;
}
