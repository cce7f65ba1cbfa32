import { DateTimeScalar, JsonScalar, ProblemObject } from '@wecube/kit';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DefinitionLinkType, DefinitionNodeType } from './definition.types.ts';

@ObjectType('DefinitionComment', { description: 'On a version, or on one of its nodes.' })
export class DefinitionCommentType {
  @Field(() => ID) id!: string;
  @Field(() => ID) definitionId!: string;
  @Field(() => ID, { nullable: true }) nodeId!: string | null;
  @Field(() => String) text!: string;
  @Field(() => String) author!: string;
  /** Not shown: who may take it back. */
  authorId!: string;
  @Field(() => DateTimeScalar) createdAt!: Date;
  @Field(() => String, { nullable: true }) resolvedBy!: string | null;
  @Field(() => DateTimeScalar, { nullable: true }) resolvedAt!: Date | null;
}

@InputType('CommentDefinitionInput')
export class CommentDefinitionInput {
  @Field(() => ID) definitionId!: string;
  @Field(() => ID, { nullable: true }) nodeId?: string | null;
  @Field(() => String) text!: string;
}

@ObjectType('DefinitionCommentPayload')
export class DefinitionCommentPayload {
  @Field(() => DefinitionCommentType, { nullable: true }) comment!: DefinitionCommentType | null;
  @Field(() => [ProblemObject]) problems!: readonly ProblemObject[];
}

@ObjectType('FavouritePayload')
export class FavouritePayload {
  @Field(() => [ProblemObject]) problems!: readonly ProblemObject[];
}

@ObjectType('DefinitionState', { description: 'A draft as it was saved once.' })
export class DefinitionStateType {
  @Field(() => ID) definitionId!: string;
  @Field(() => Int) rowVersion!: number;
  @Field(() => String) savedBy!: string;
  @Field(() => DateTimeScalar) savedAt!: Date;
  @Field(() => String) name!: string;
  @Field(() => String) description!: string;
  @Field(() => String) rootEntity!: string;
  @Field(() => Boolean) isSubProcess!: boolean;
  @Field(() => String) group!: string;
  @Field(() => Boolean) conflictCheck!: boolean;
  @Field(() => [String]) authorisedPlugins!: readonly string[];
  @Field(() => [String]) mgmtRoles!: readonly string[];
  @Field(() => [String]) useRoles!: readonly string[];
  @Field(() => [DefinitionNodeType]) nodes!: readonly DefinitionNodeType[];
  @Field(() => [DefinitionLinkType]) links!: readonly DefinitionLinkType[];
}

@InputType('DefinitionPointInput', { description: 'A version as it is, or as it was when saved as rowVersion.' })
export class DefinitionPointInput {
  @Field(() => ID) id!: string;
  @Field(() => Int, { nullable: true }) rowVersion?: number | null;
}

export const ChangeKindEnum = { ADDED: 'ADDED', REMOVED: 'REMOVED', CHANGED: 'CHANGED', MOVED: 'MOVED' } as const;
registerEnumType(ChangeKindEnum, {
  name: 'DefinitionChangeKind',
  description: 'MOVED: it stands elsewhere and is otherwise as it was.',
});

@ObjectType('PropertyChange')
export class PropertyChangeType {
  @Field(() => String, { description: 'Such as timeoutMs or parameters.script.' }) property!: string;
  @Field(() => JsonScalar, { nullable: true }) before!: unknown;
  @Field(() => JsonScalar, { nullable: true }) after!: unknown;
}

@ObjectType('DefinitionNodeChange')
export class DefinitionNodeChangeType {
  @Field(() => ChangeKindEnum) kind!: keyof typeof ChangeKindEnum;
  @Field(() => ID) id!: string;
  @Field(() => DefinitionNodeType, { nullable: true }) before!: DefinitionNodeType | null;
  @Field(() => DefinitionNodeType, { nullable: true }) after!: DefinitionNodeType | null;
  @Field(() => [PropertyChangeType]) properties!: readonly PropertyChangeType[];
}

@ObjectType('DefinitionLinkChange')
export class DefinitionLinkChangeType {
  @Field(() => ChangeKindEnum) kind!: keyof typeof ChangeKindEnum;
  @Field(() => ID) id!: string;
  @Field(() => DefinitionLinkType, { nullable: true }) before!: DefinitionLinkType | null;
  @Field(() => DefinitionLinkType, { nullable: true }) after!: DefinitionLinkType | null;
  @Field(() => [PropertyChangeType]) properties!: readonly PropertyChangeType[];
}

@ObjectType('DefinitionDiff')
export class DefinitionDiffType {
  @Field(() => [PropertyChangeType]) settings!: readonly PropertyChangeType[];
  @Field(() => [DefinitionNodeChangeType]) nodes!: readonly DefinitionNodeChangeType[];
  @Field(() => [DefinitionLinkChangeType]) links!: readonly DefinitionLinkChangeType[];
}

@ObjectType('DefinitionParent', { description: 'A deployed version that runs an orchestration as a node.' })
export class DefinitionParentType {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => Int) version!: number;
}
