import {
  connectionType,
  DateTimeFilter,
  DateTimeScalar,
  JsonScalar,
  OrderDirection,
  ProblemObject,
  StringFilter,
} from '@wecube/kit';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DataObjectType } from '../../expressions/index.ts';
import { DefinitionType, NodeTypeEnum } from '../../orchestration-design/index.ts';
import { OPERATION_KINDS, type OperationKind } from '../domain/events.ts';
import type { NodeType, PlanNode } from '../domain/plan.ts';
import type { Attempt, NodeRun, RunRow } from '../domain/run.ts';
import {
  ATTEMPT_STATUSES,
  type AttemptStatus,
  NODE_RUN_STATUSES,
  type NodeRunStatus,
  RUN_STATUSES,
  type RunStatus,
} from '../domain/status.ts';

const enumOf = <Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, name])) as { [Key in Name]: Key };

export const RunStatusEnum = enumOf(RUN_STATUSES);
registerEnumType(RunStatusEnum, { name: 'RunStatus' });
export const NodeRunStatusEnum = enumOf(NODE_RUN_STATUSES);
registerEnumType(NodeRunStatusEnum, { name: 'NodeRunStatus' });
export const AttemptStatusEnum = enumOf(ATTEMPT_STATUSES);
registerEnumType(AttemptStatusEnum, { name: 'AttemptStatus' });
export const OperationKindEnum = enumOf(OPERATION_KINDS);
registerEnumType(OperationKindEnum, { name: 'OperationKind' });
export const RunOrderFieldEnum = enumOf(['STARTED_AT']);
registerEnumType(RunOrderFieldEnum, { name: 'RunOrderField' });

@ObjectType('RunCounts', { description: 'How many nodes of a run are in which state.' })
export class RunCountsType {
  @Field(() => Int) total!: number;
  @Field(() => Int) done!: number;
  @Field(() => Int) running!: number;
  @Field(() => Int) failed!: number;
  @Field(() => Int) ambiguous!: number;
  @Field(() => Int) waiting!: number;
  @Field(() => Int) skipped!: number;
}

@ObjectType('Run', { description: 'One execution of an orchestration version for one object.' })
export class RunType {
  /** The row behind it, for the fields that are read when asked for. */
  row!: RunRow;
  @Field(() => ID) id!: string;
  @Field(() => String) definitionName!: string;
  @Field(() => Int) definitionVersion!: number;
  @Field(() => RunStatusEnum) status!: RunStatus;
  @Field(() => String) rootEntity!: string;
  @Field(() => String) rootObjectId!: string;
  @Field(() => String) rootObjectName!: string;
  @Field(() => String) startedBy!: string;
  @Field(() => DateTimeScalar) startedAt!: Date;
  @Field(() => DateTimeScalar, { nullable: true }) endedAt!: Date | null;
  @Field(() => Int) version!: number;
}

@ObjectType('Binding')
export class BindingType {
  @Field(() => String) objectId!: string;
  @Field(() => String) displayName!: string;
  @Field(() => String) entity!: string;
  @Field(() => NodeRunStatusEnum) status!: NodeRunStatus;
  @Field(() => String, { nullable: true }) errorCode!: string | null;
  @Field(() => String, { nullable: true }) errorMessage!: string | null;
  @Field(() => JsonScalar, {
    nullable: true,
    description: 'What the platform filled its message with; null for words of others.',
  })
  errorParameters!: unknown;
}

@ObjectType('Attempt', { description: 'One dispatch of a node to its plugin. Sensitive values are masked.' })
export class AttemptType {
  @Field(() => ID) id!: string;
  @Field(() => String, { description: 'What the plugin saw.' }) requestId!: string;
  @Field(() => Int) number!: number;
  @Field(() => AttemptStatusEnum) status!: AttemptStatus;
  @Field(() => DateTimeScalar) startedAt!: Date;
  @Field(() => DateTimeScalar, { nullable: true }) endedAt!: Date | null;
  @Field(() => JsonScalar, { nullable: true }) inputs!: unknown;
  @Field(() => JsonScalar, { nullable: true }) outputs!: unknown;
  @Field(() => String, { nullable: true }) resultCode!: string | null;
  @Field(() => String, { nullable: true }) errorCode!: string | null;
  @Field(() => String, { nullable: true }) errorMessage!: string | null;
  @Field(() => JsonScalar, {
    nullable: true,
    description: 'What the platform filled its message with; null for words of others.',
  })
  errorParameters!: unknown;
  @Field(() => String, { nullable: true }) instance!: string | null;
  @Field(() => Int, { description: 'How often it was sent again under the same request id.' }) resent!: number;
}

@ObjectType('NodeRun')
export class NodeRunType {
  /** What stands behind it, for the fields that are read when asked for. */
  run!: RunRow;
  node!: NodeRun;
  planNode!: PlanNode;
  readAttempts!: () => Promise<ReadonlyMap<string, readonly Attempt[]>>;
  @Field(() => ID) id!: string;
  @Field(() => String) nodeId!: string;
  @Field(() => String) name!: string;
  @Field(() => NodeTypeEnum) type!: NodeType;
  @Field(() => NodeRunStatusEnum) status!: NodeRunStatus;
  @Field(() => String, { nullable: true }) service!: string | null;
  @Field(() => DateTimeScalar, { nullable: true }) startedAt!: Date | null;
  @Field(() => DateTimeScalar, { nullable: true }) endedAt!: Date | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When a node that waits for a moment goes on.' })
  dueAt!: Date | null;
  @Field(() => [String], { description: 'What a decision can be told by the operation CHOOSE.' })
  options!: readonly string[];
  @Field(() => String, { nullable: true, description: 'The option that was chosen.' }) choice!: string | null;
  @Field(() => Int) rowsTotal!: number;
  @Field(() => Int) rowsDone!: number;
  @Field(() => Int) rowsFailed!: number;
  @Field(() => String, { nullable: true }) errorCode!: string | null;
  @Field(() => String, { nullable: true, description: 'Why it failed.' }) errorMessage!: string | null;
  @Field(() => JsonScalar, {
    nullable: true,
    description: 'What the platform filled its message with; null for words of others.',
  })
  errorParameters!: unknown;
}

export const RunConnection = connectionType(RunType, 'Run');

@ObjectType('RunEvent')
export class RunEventType {
  @Field(() => ID) id!: string;
  @Field(() => String) type!: string;
  @Field(() => String) subject!: string;
  @Field(() => Int) version!: number;
  @Field(() => DateTimeScalar) at!: Date;
  @Field(() => JsonScalar) data!: unknown;
}

export const RunEventConnection = connectionType(RunEventType, 'RunEvent');

@ObjectType('RunChanged')
export class RunChangedType {
  @Field(() => ID) id!: string;
  @Field(() => String) type!: string;
  @Field(() => ID) subject!: string;
  @Field(() => Int) version!: number;
  @Field(() => DateTimeScalar) at!: Date;
  @Field(() => JsonScalar, { nullable: true }) data!: unknown;
  @Field(() => RunType, { nullable: true, description: 'The run as it is now.' }) run!: RunType | null;
}

@ObjectType('PreviewNode')
export class PreviewNodeType {
  @Field(() => ID) nodeId!: string;
  @Field(() => String) name!: string;
  @Field(() => NodeTypeEnum) type!: NodeType;
  @Field(() => String, { nullable: true }) service!: string | null;
  @Field(() => [DataObjectType]) objects!: DataObjectType[];
  @Field(() => Boolean, { description: 'False when it is decided only at run time.' }) resolvedNow!: boolean;
  @Field(() => [ProblemObject]) problems!: readonly ProblemObject[];
}

@ObjectType('RunPreview')
export class RunPreviewType {
  @Field(() => DefinitionType) definition!: DefinitionType;
  @Field(() => DataObjectType, { nullable: true }) rootObject!: DataObjectType | null;
  @Field(() => [PreviewNodeType]) nodes!: PreviewNodeType[];
  @Field(() => [ProblemObject]) problems!: readonly ProblemObject[];
}

@ObjectType('RunPayload')
export class RunPayload {
  @Field(() => RunType, { nullable: true }) run!: RunType | null;
  @Field(() => [ProblemObject]) problems!: readonly ProblemObject[];
}

@InputType('RunFilter')
export class RunFilterInput {
  @Field(() => [RunStatusEnum], { nullable: true }) status?: RunStatus[] | null;
  @Field(() => String, { nullable: true }) definitionKey?: string | null;
  @Field(() => StringFilter, { nullable: true }) definitionName?: StringFilter | null;
  @Field(() => String, { nullable: true }) rootObjectId?: string | null;
  @Field(() => String, { nullable: true }) startedBy?: string | null;
  @Field(() => DateTimeFilter, { nullable: true }) startedAt?: DateTimeFilter | null;
  @Field(() => Boolean, { nullable: true }) needsAttention?: boolean | null;
}

@InputType('RunOrder')
export class RunOrderInput {
  @Field(() => RunOrderFieldEnum) field!: 'STARTED_AT';
  @Field(() => OrderDirection) direction!: OrderDirection;
}

@InputType('PreviewRunInput')
export class PreviewRunInput {
  @Field(() => ID) definitionId!: string;
  @Field(() => String) rootObjectId!: string;
}

@InputType('ExcludeInput')
export class ExcludeInput {
  @Field(() => ID) nodeId!: string;
  @Field(() => [String]) objectIds!: string[];
}

@InputType('StartRunInput')
export class StartRunInput {
  @Field(() => ID) definitionId!: string;
  @Field(() => String) rootObjectId!: string;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
  @Field(() => [ExcludeInput], { nullable: true, description: 'Objects to leave out, per node.' }) exclude?:
    | ExcludeInput[]
    | null;
}

@InputType('OperateRunInput')
export class OperateRunInput {
  @Field(() => ID) runId!: string;
  @Field(() => OperationKindEnum) operation!: OperationKind;
  @Field(() => ID, { nullable: true }) nodeId?: string | null;
  @Field(() => String, { nullable: true }) reason?: string | null;
  @Field(() => String, { nullable: true, description: 'What is chosen, of CHOOSE.' }) option?: string | null;
  @Field(() => Int, {
    nullable: true,
    description: 'The version the person saw; a repeat of the same click does nothing.',
  })
  expectedVersion?: number | null;
}
