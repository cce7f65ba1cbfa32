import { JsonScalar } from '@wecube/kit';
import { Field, Int, ObjectType } from 'type-graphql';
import { DataObjectType } from './data-object.types.ts';

@ObjectType('ExpressionSegment')
export class ExpressionSegmentType {
  @Field(() => String) entity!: string;
  @Field(() => String, { nullable: true }) via!: string | null;
  @Field(() => String, { nullable: true, description: 'FORWARD follows a reference, BACKWARD finds who references.' })
  direction!: string | null;
  @Field(() => Int) start!: number;
  @Field(() => Int) end!: number;
}

@ObjectType('ExpressionProblem')
export class ExpressionProblemType {
  @Field(() => String) code!: string;
  @Field(() => String) message!: string;
  @Field(() => JsonScalar, { description: 'What the message was filled with, by name.' }) parameters!: unknown;
  @Field(() => Int, { description: 'Offset in UTF-16 units.' }) position!: number;
  @Field(() => Int) end!: number;
  @Field(() => [String]) expected!: readonly string[];
  @Field(() => String, { nullable: true }) suggestion!: string | null;
}

@ObjectType('ExpressionCheck')
export class ExpressionCheckType {
  @Field(() => Boolean) ok!: boolean;
  @Field(() => String, { nullable: true }) resultEntity!: string | null;
  @Field(() => String, { nullable: true }) resultAttribute!: string | null;
  @Field(() => [ExpressionSegmentType]) segments!: readonly ExpressionSegmentType[];
  @Field(() => [ExpressionProblemType]) problems!: readonly ExpressionProblemType[];
}

@ObjectType('ExpressionCompletion')
export class ExpressionCompletionType {
  @Field(() => String) label!: string;
  @Field(() => String) insert!: string;
  @Field(() => String) kind!: string;
  @Field(() => String, {
    nullable: true,
    description: 'The type of an attribute, where a reference leads, what an operator means in English.',
  })
  detail!: string | null;
  @Field(() => Int) replaceFrom!: number;
  @Field(() => Int) replaceTo!: number;
}

@ObjectType('ExpressionResult')
export class ExpressionResultType {
  @Field(() => ExpressionCheckType) check!: ExpressionCheckType;
  @Field(() => [DataObjectType]) objects!: readonly DataObjectType[];
  @Field(() => Int) totalCount!: number;
  @Field(() => [Int], { description: 'How many objects of each segment of the check.' })
  counts!: readonly number[];
  @Field(() => Int) tookMs!: number;
}
