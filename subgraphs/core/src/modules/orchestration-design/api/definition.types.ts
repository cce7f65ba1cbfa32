import { connectionType, DateTimeScalar, JsonScalar, ProblemObject } from '@wecube/kit';
import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import {
  BIND_MODES,
  type BindMode,
  type DefinitionRecord,
  type DefinitionStatus,
  NODE_TYPES,
  type NodeType,
  PARAMETER_SIDES,
  PARAMETER_SOURCES,
  type ParameterSide,
  type ParameterSource,
} from '../domain/definition.ts';
import type { ProblemLevel } from '../domain/design-problem.ts';

const enumOf = <Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, name])) as { [Key in Name]: Key };

export const DefinitionStatusEnum = enumOf<DefinitionStatus>(['DRAFT', 'DEPLOYED', 'DISABLED']);
registerEnumType(DefinitionStatusEnum, { name: 'DefinitionStatus' });
export const NodeTypeEnum = enumOf(NODE_TYPES);
registerEnumType(NodeTypeEnum, { name: 'NodeType' });
export const BindModeEnum = enumOf(BIND_MODES);
registerEnumType(BindModeEnum, { name: 'BindMode' });
export const ParameterSourceEnum = enumOf(PARAMETER_SOURCES);
registerEnumType(ParameterSourceEnum, { name: 'ParameterSource' });
export const ParameterSideEnum = enumOf(PARAMETER_SIDES);
registerEnumType(ParameterSideEnum, { name: 'ParameterSide' });
const ProblemLevelEnum = enumOf<ProblemLevel>(['ERROR', 'WARNING']);
registerEnumType(ProblemLevelEnum, { name: 'ProblemLevel' });

@ObjectType('NodeParameter')
export class NodeParameterType {
  @Field(() => String) name!: string;
  @Field(() => ParameterSourceEnum) source!: ParameterSource;
  @Field(() => String, { nullable: true }) value!: string | null;
  @Field(() => String, { nullable: true }) fromNodeId!: string | null;
  @Field(() => String, { nullable: true }) fromParameter!: string | null;
  @Field(() => ParameterSideEnum, {
    nullable: true,
    description: 'What that node sent or was answered; null takes the answer where it has the name.',
  })
  fromSide?: ParameterSide | null;
  @Field(() => [NodeParameterType], { nullable: true, description: 'What an OBJECT is built of.' })
  properties!: readonly NodeParameterType[] | null;
}

@ObjectType('DataWrite')
export class DataWriteType {
  @Field(() => String) expression!: string;
  @Field(() => String) operation!: string;
}

@ObjectType('DefinitionNode')
export class DefinitionNodeType {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => NodeTypeEnum) type!: NodeType;
  @Field(() => String) description!: string;
  @Field(() => Float) x!: number;
  @Field(() => Float) y!: number;
  @Field(() => String, { nullable: true }) expression!: string | null;
  @Field(() => BindModeEnum) bindMode!: BindMode;
  @Field(() => String, { nullable: true }) bindNodeId!: string | null;
  @Field(() => String, { nullable: true }) service!: string | null;
  @Field(() => Int) timeoutMs!: number;
  @Field(() => [NodeParameterType]) parameters!: readonly NodeParameterType[];
  @Field(() => Boolean) riskCheck!: boolean;
  @Field(() => Boolean, { description: 'A person may end the wait.' }) allowSkip!: boolean;
  @Field(() => Int, { nullable: true, description: 'At most so many objects in one call; null sends all in one.' })
  rowsPerCall!: number | null;
  @Field(() => Int, { description: 'At most so many calls, or runs of a sub-process, at once.' })
  parallelCalls!: number;
  @Field(() => String, { nullable: true }) subProcessKey!: string | null;
  @Field(() => Int, { nullable: true, description: 'Null is the newest deployed version.' })
  subProcessVersion!: number | null;
  @Field(() => Float, { nullable: true }) waitMs!: number | null;
  @Field(() => String, { nullable: true, description: 'An instant in ISO 8601.' }) waitUntil!: string | null;
  @Field(() => [DataWriteType]) writes!: readonly DataWriteType[];
}

@ObjectType('DefinitionLink')
export class DefinitionLinkType {
  @Field(() => ID) id!: string;
  @Field(() => ID) source!: string;
  @Field(() => ID) target!: string;
  @Field(() => String, { nullable: true }) label!: string | null;
}

@ObjectType('DesignProblem')
export class DesignProblemType {
  @Field(() => String) code!: string;
  @Field(() => ProblemLevelEnum) level!: ProblemLevel;
  @Field(() => String) message!: string;
  @Field(() => JsonScalar, { description: 'What the message was filled with, by name.' }) parameters!: unknown;
  @Field(() => ID, { nullable: true }) nodeId!: string | null;
  @Field(() => ID, { nullable: true }) linkId!: string | null;
  @Field(() => String, { nullable: true }) field!: string | null;
  @Field(() => String, { nullable: true }) remedy!: string | null;
}

@ObjectType('Definition', {
  description: 'One version of an orchestration; `problems` and `versions` are read when asked for.',
})
export class DefinitionType {
  @Field(() => ID) id!: string;
  @Field(() => String) key!: string;
  @Field(() => String) name!: string;
  @Field(() => String) description!: string;
  @Field(() => Int) version!: number;
  @Field(() => DefinitionStatusEnum) status!: DefinitionStatus;
  @Field(() => String) rootEntity!: string;
  @Field(() => [DefinitionNodeType]) nodes!: readonly DefinitionNodeType[];
  @Field(() => [DefinitionLinkType]) links!: readonly DefinitionLinkType[];
  @Field(() => Boolean) isSubProcess!: boolean;
  @Field(() => String) group!: string;
  @Field(() => Boolean) conflictCheck!: boolean;
  @Field(() => [String]) authorisedPlugins!: readonly string[];
  @Field(() => [String], { description: 'May change it; none for everybody who edits orchestrations.' })
  mgmtRoles!: readonly string[];
  @Field(() => [String], { description: 'May run it.' }) useRoles!: readonly string[];
  @Field(() => String) createdBy!: string;
  @Field(() => DateTimeScalar) createdAt!: Date;
  @Field(() => String) updatedBy!: string;
  @Field(() => DateTimeScalar) updatedAt!: Date;
  @Field(() => DateTimeScalar, { nullable: true }) deployedAt!: Date | null;
  @Field(() => Int) rowVersion!: number;
}

export const DefinitionConnection = connectionType(DefinitionType, 'Definition');

@ObjectType('DefinitionPayload')
export class DefinitionPayload {
  @Field(() => DefinitionType, { nullable: true }) definition!: DefinitionType | null;
  @Field(() => [ProblemObject]) problems!: readonly ProblemObject[];
}

@ObjectType('DeletePayload')
export class DeletePayload {
  @Field(() => ID, { nullable: true }) deletedId!: string | null;
  @Field(() => [ProblemObject]) problems!: readonly ProblemObject[];
}

@ObjectType('DefinitionChanged')
export class DefinitionChangedType {
  @Field(() => ID) id!: string;
  @Field(() => String) type!: string;
  @Field(() => ID) subject!: string;
  @Field(() => Int) version!: number;
  @Field(() => DateTimeScalar) at!: Date;
  @Field(() => JsonScalar, { nullable: true }) data!: unknown;
  @Field(() => DefinitionType, { nullable: true, description: 'As it is now; null once it was deleted.' })
  definition!: DefinitionType | null;
}

/** The record is what the API shows; written out so that a new column is not shown by accident. */
export function presentDefinition(record: DefinitionRecord): DefinitionType {
  const { id, key, name, description, version, status, rootEntity, nodes, links } = record;
  const { isSubProcess, group, conflictCheck, authorisedPlugins, mgmtRoles, useRoles } = record;
  const { createdBy, createdAt, updatedBy, updatedAt, deployedAt, rowVersion } = record;
  return {
    ...{ id, key, name, description, version, status, rootEntity, nodes, links },
    ...{ isSubProcess, group, conflictCheck, authorisedPlugins, mgmtRoles, useRoles },
    ...{ createdBy, createdAt, updatedBy, updatedAt, deployedAt, rowVersion },
  };
}
