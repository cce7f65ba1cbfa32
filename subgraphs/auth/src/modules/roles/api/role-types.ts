import { connectionType, LocalizedText, ProblemObject } from '@wecube/kit';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';

@ObjectType('Role', { description: 'A named set of actions that users hold.' })
export class RoleObject {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => LocalizedText) label!: LocalizedText;
  @Field(() => [String]) actions!: string[];
  @Field(() => Boolean) builtIn!: boolean;
  @Field(() => Int) version!: number;
}

export const RoleConnection = connectionType(RoleObject, 'Role');

@InputType('CreateRoleInput')
export class CreateRoleInput {
  @Field(() => String) name!: string;
  @Field(() => String) labelEn!: string;
  @Field(() => String) labelZh!: string;
  @Field(() => [String]) actions!: string[];
}

@InputType('UpdateRoleInput')
export class UpdateRoleInput {
  @Field(() => ID) id!: string;
  @Field(() => String, { nullable: true }) labelEn?: string | null;
  @Field(() => String, { nullable: true }) labelZh?: string | null;
  @Field(() => [String], { nullable: true }) actions?: string[] | null;
}

@ObjectType('RolePayload')
export class RolePayload {
  @Field(() => RoleObject, { nullable: true }) role?: RoleObject | null;
  @Field(() => [ProblemObject]) problems!: ProblemObject[];
}
