import { DateTimeScalar, JsonScalar, ProblemObject } from '@wecube/kit';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { EVENT_STATUSES, type EventStatus } from '../domain/operation-event.ts';

const EventStatusEnum = Object.fromEntries(EVENT_STATUSES.map((name) => [name, name])) as Record<
  EventStatus,
  EventStatus
>;
registerEnumType(EventStatusEnum, { name: 'OperationEventStatus' });

@ObjectType('OperationEvent', { description: 'Something that happened in a plugin and starts an orchestration.' })
export class OperationEventType {
  @Field(() => ID) id!: string;
  @Field(() => String, { description: 'The sub-system it comes from' }) source!: string;
  @Field(() => String) eventSeqNo!: string;
  @Field(() => String) eventType!: string;
  @Field(() => String, { description: 'Key of the orchestration' }) operationKey!: string;
  @Field(() => String, { description: 'Id of the root object' }) operationData!: string;
  @Field(() => String) operationUser!: string;
  @Field(() => EventStatusEnum) status!: EventStatus;
  @Field(() => ID, { nullable: true }) runId!: string | null;
  @Field(() => JsonScalar, { nullable: true, description: 'Why nothing was started, as a problem' }) error!: unknown;
  @Field(() => DateTimeScalar) receivedAt!: Date;
  @Field(() => DateTimeScalar, { nullable: true }) notifiedAt!: Date | null;
}

@InputType()
export class SendOperationEventInput {
  @Field(() => String) source!: string;
  @Field(() => String) eventSeqNo!: string;
  @Field(() => String, { nullable: true }) eventType?: string | null;
  @Field(() => String) operationKey!: string;
  @Field(() => String) operationData!: string;
  @Field(() => String, { nullable: true }) operationUser?: string | null;
  @Field(() => String, { nullable: true }) operationMode?: string | null;
  @Field(() => String, { nullable: true, description: 'Path of a plugin that is told what became of it' })
  notifyEndpoint?: string | null;
}

@ObjectType()
export class SendOperationEventPayload {
  @Field(() => OperationEventType, { nullable: true }) event!: OperationEventType | null;
  @Field(() => [ProblemObject]) problems!: ProblemObject[];
}
