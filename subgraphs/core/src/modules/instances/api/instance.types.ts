import { DateTimeScalar, JsonScalar, LocalizedText, ProblemObject, type Said, SentenceObject } from '@wecube/kit';
import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';

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

@ObjectType('LaunchStep', { description: 'One step of a launch, recorded before and after it runs' })
export class LaunchStepType {
  @Field(() => String) key!: string;
  @Field(() => LocalizedText) label!: LocalizedText;
  @Field(() => StepStatusEnum) status!: string;
  @Field(() => String, { nullable: true }) detail!: string | null;
  @Field(() => SentenceObject, { nullable: true, description: 'The detail by code' }) detailText!: Said | null;
  @Field(() => LocalizedText, { nullable: true, description: 'What was taken back when the launch failed' })
  undo!: LocalizedText | null;
  @Field(() => DateTimeScalar, { nullable: true }) startedAt!: Date | null;
  @Field(() => DateTimeScalar, { nullable: true }) endedAt!: Date | null;
}

@Directive('@key(fields: "id")')
@ObjectType('Instance', { description: 'A running copy of a package, or one that should run' })
export class InstanceType {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => InstanceStatusEnum) status!: string;
  @Field(() => Int, { nullable: true }) port!: number | null;
  @Field(() => DateTimeScalar) launchedAt!: Date;
  @Field(() => String) launchedBy!: string;
  @Field(() => DateTimeScalar, { nullable: true }) healthyAt!: Date | null;
  @Field(() => String, { nullable: true }) error!: string | null;
  @Field(() => SentenceObject, { nullable: true, description: 'The error by code' }) errorText!: Said | null;
  @Field(() => [LaunchStepType]) steps!: LaunchStepType[];
  @Field(() => Int) rowVersion!: number;
  // For the field resolvers; not in the schema.
  packageId!: string;
  hostId!: string;
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
