import { ConnectionArgs, OrderDirection, StringFilter } from '@wecube/kit';
import { ArgsType, Field, Float, ID, InputType, Int, registerEnumType } from 'type-graphql';
import {
  type BindMode,
  type DataWrite,
  DEFAULT_TIMEOUT_MS,
  type DefinitionLink,
  type DefinitionNode,
  type DefinitionStatus,
  defaultParallelCalls,
  type NodeParameter,
  type NodeType,
  type ParameterSide,
  type ParameterSource,
} from '../domain/definition.ts';
import {
  BindModeEnum,
  DefinitionStatusEnum,
  NodeTypeEnum,
  ParameterSideEnum,
  ParameterSourceEnum,
} from './definition.types.ts';

export const DefinitionOrderFieldEnum = { NAME: 'NAME', UPDATED_AT: 'UPDATED_AT' } as const;
registerEnumType(DefinitionOrderFieldEnum, { name: 'DefinitionOrderField' });

@InputType('DefinitionFilter')
export class DefinitionFilterInput {
  @Field(() => StringFilter, { nullable: true }) name?: StringFilter | null;
  @Field(() => [DefinitionStatusEnum], { nullable: true }) status?: DefinitionStatus[] | null;
  @Field(() => String, { nullable: true }) key?: string | null;
  @Field(() => Boolean, { nullable: true }) latestOnly?: boolean | null;
  @Field(() => Boolean, { nullable: true }) isSubProcess?: boolean | null;
  @Field(() => String, { nullable: true }) group?: string | null;
  @Field(() => [String], { nullable: true, description: 'One of these may change or run it.' })
  roles?: string[] | null;
  @Field(() => Boolean, { nullable: true }) isFavourite?: boolean | null;
}

@InputType('DefinitionOrder')
export class DefinitionOrderInput {
  @Field(() => DefinitionOrderFieldEnum) field!: keyof typeof DefinitionOrderFieldEnum;
  @Field(() => OrderDirection) direction!: OrderDirection;
}

@ArgsType()
export class DefinitionsArgs extends ConnectionArgs {
  @Field(() => DefinitionFilterInput, { nullable: true }) where?: DefinitionFilterInput | null;
  @Field(() => DefinitionOrderInput, { nullable: true }) orderBy?: DefinitionOrderInput | null;
}

@InputType('CreateDefinitionInput')
export class CreateDefinitionInput {
  @Field(() => String) name!: string;
  @Field(() => String) rootEntity!: string;
  @Field(() => String, { nullable: true }) description?: string | null;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
  @Field(() => Boolean, { nullable: true }) isSubProcess?: boolean | null;
  @Field(() => String, { nullable: true }) group?: string | null;
  @Field(() => Boolean, { nullable: true }) conflictCheck?: boolean | null;
  @Field(() => [String], { nullable: true }) authorisedPlugins?: string[] | null;
  @Field(() => [String], { nullable: true }) mgmtRoles?: string[] | null;
  @Field(() => [String], { nullable: true }) useRoles?: string[] | null;
}

@InputType('NodeParameterInput')
export class NodeParameterInput {
  @Field(() => String) name!: string;
  @Field(() => ParameterSourceEnum) source!: ParameterSource;
  @Field(() => String, { nullable: true }) value?: string | null;
  @Field(() => String, { nullable: true }) fromNodeId?: string | null;
  @Field(() => String, { nullable: true }) fromParameter?: string | null;
  @Field(() => ParameterSideEnum, { nullable: true }) fromSide?: ParameterSide | null;
  @Field(() => [NodeParameterInput], { nullable: true }) properties?: NodeParameterInput[] | null;
}

@InputType('DataWriteInput')
export class DataWriteInput {
  @Field(() => String) expression!: string;
  @Field(() => String) operation!: string;
}

@InputType('DefinitionNodeInput')
export class DefinitionNodeInput {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => NodeTypeEnum) type!: NodeType;
  @Field(() => String, { nullable: true }) description?: string | null;
  @Field(() => Float) x!: number;
  @Field(() => Float) y!: number;
  @Field(() => String, { nullable: true }) expression?: string | null;
  @Field(() => BindModeEnum, { nullable: true }) bindMode?: BindMode | null;
  @Field(() => String, { nullable: true }) bindNodeId?: string | null;
  @Field(() => String, { nullable: true }) service?: string | null;
  @Field(() => Int, { nullable: true }) timeoutMs?: number | null;
  @Field(() => [NodeParameterInput], { nullable: true }) parameters?: NodeParameterInput[] | null;
  @Field(() => Boolean, { nullable: true }) riskCheck?: boolean | null;
  @Field(() => Boolean, { nullable: true }) allowSkip?: boolean | null;
  @Field(() => Int, { nullable: true }) rowsPerCall?: number | null;
  @Field(() => Int, { nullable: true }) parallelCalls?: number | null;
  @Field(() => String, { nullable: true }) subProcessKey?: string | null;
  @Field(() => Int, { nullable: true }) subProcessVersion?: number | null;
  @Field(() => Float, { nullable: true }) waitMs?: number | null;
  @Field(() => String, { nullable: true }) waitUntil?: string | null;
  @Field(() => [DataWriteInput], { nullable: true }) writes?: DataWriteInput[] | null;
}

@InputType('DefinitionLinkInput')
export class DefinitionLinkInput {
  @Field(() => ID) id!: string;
  @Field(() => ID) source!: string;
  @Field(() => ID) target!: string;
  @Field(() => String, { nullable: true }) label?: string | null;
}

@InputType('SaveDraftInput', {
  description: 'The whole draft; refused with DRAFT_CHANGED when somebody saved since rowVersion.',
})
export class SaveDraftInput {
  @Field(() => ID) id!: string;
  @Field(() => Int) rowVersion!: number;
  @Field(() => String, { nullable: true }) name?: string | null;
  @Field(() => String, { nullable: true }) description?: string | null;
  @Field(() => String, { nullable: true }) rootEntity?: string | null;
  @Field(() => Boolean, { nullable: true }) isSubProcess?: boolean | null;
  @Field(() => String, { nullable: true }) group?: string | null;
  @Field(() => Boolean, { nullable: true }) conflictCheck?: boolean | null;
  @Field(() => [String], { nullable: true }) authorisedPlugins?: string[] | null;
  @Field(() => [String], { nullable: true }) mgmtRoles?: string[] | null;
  @Field(() => [String], { nullable: true }) useRoles?: string[] | null;
  @Field(() => [DefinitionNodeInput]) nodes!: DefinitionNodeInput[];
  @Field(() => [DefinitionLinkInput]) links!: DefinitionLinkInput[];
}

@InputType('DefinitionActionInput')
export class DefinitionActionInput {
  @Field(() => ID) id!: string;
  @Field(() => Int, { nullable: true }) rowVersion?: number | null;
}

/** A node as it is kept: everything it may have is there, empty where nothing was given. */
export function toNode(input: DefinitionNodeInput): DefinitionNode {
  return {
    ...{ id: input.id, name: input.name, type: input.type, x: input.x, y: input.y },
    description: input.description?.trim() ?? '',
    expression: input.expression?.trim() || null,
    bindMode: input.bindMode ?? 'AT_START',
    bindNodeId: input.bindNodeId || null,
    service: input.service || null,
    timeoutMs: input.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    parameters: (input.parameters ?? []).map(toParameter),
    riskCheck: input.riskCheck ?? false,
    allowSkip: input.allowSkip ?? false,
    rowsPerCall: input.rowsPerCall ?? null,
    parallelCalls: input.parallelCalls ?? defaultParallelCalls(input.type),
    subProcessKey: input.subProcessKey?.trim() || null,
    subProcessVersion: input.subProcessVersion ?? null,
    waitMs: input.waitMs ?? null,
    waitUntil: input.waitUntil?.trim() || null,
    writes: (input.writes ?? []).map(toWrite),
  };
}

const toWrite = ({ expression, operation }: DataWriteInput): DataWrite => ({
  expression: expression.trim(),
  operation: operation.trim(),
});

export function toLink({ id, source, target, label }: DefinitionLinkInput): DefinitionLink {
  return { id, source, target, label: label || null };
}

function toParameter(input: NodeParameterInput): NodeParameter {
  const { name, source } = input;
  return {
    name,
    source,
    value: input.value ?? null,
    fromNodeId: input.fromNodeId || null,
    fromParameter: input.fromParameter || null,
    fromSide: input.fromSide ?? null,
    properties: source === 'OBJECT' ? (input.properties ?? []).map(toParameter) : null,
  };
}
