import { connectionType, DateTimeScalar, ProblemObject } from '@wecube/kit';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';

@ObjectType('User', { description: 'A person who may sign in.' })
export class UserObject {
  @Field(() => ID) id!: string;
  @Field(() => String) username!: string;
  @Field(() => String) displayName!: string;
  @Field(() => String, { nullable: true }) email!: string | null;
  @Field(() => Boolean) mustChangePassword!: boolean;
  @Field(() => Boolean) disabled!: boolean;
  @Field(() => DateTimeScalar) createdAt!: Date;
  @Field(() => Int) version!: number;
  /** Resolved to roles by the resolver. */
  roleIds!: readonly string[];
}

export const UserConnection = connectionType(UserObject, 'User');

@ObjectType('Viewer', { description: 'The signed-in user and what the session may do.' })
export class Viewer {
  @Field(() => UserObject) user!: UserObject;
  @Field(() => [String]) actions!: string[];
}

@InputType('CreateUserInput')
export class CreateUserInput {
  @Field(() => String) username!: string;
  @Field(() => String, { nullable: true }) displayName?: string | null;
  @Field(() => String, { nullable: true }) email?: string | null;
  @Field(() => [ID]) roleIds!: string[];
}

@InputType('UpdateUserInput')
export class UpdateUserInput {
  @Field(() => ID) id!: string;
  @Field(() => String, { nullable: true }) displayName?: string | null;
  @Field(() => String, { nullable: true }) email?: string | null;
  @Field(() => [ID], { nullable: true }) roleIds?: string[] | null;
  @Field(() => Boolean, { nullable: true }) disabled?: boolean | null;
}

@InputType('ChangePasswordInput')
export class ChangePasswordInput {
  @Field(() => String) currentPassword!: string;
  @Field(() => String) newPassword!: string;
}

@ObjectType('CreateUserPayload')
export class CreateUserPayload {
  @Field(() => UserObject, { nullable: true }) user?: UserObject | null;
  @Field(() => String, { nullable: true, description: 'Shown once; to be changed at the first sign-in.' })
  initialPassword?: string | null;
  @Field(() => [ProblemObject]) problems!: ProblemObject[];
}

@ObjectType('UpdateUserPayload')
export class UpdateUserPayload {
  @Field(() => UserObject, { nullable: true }) user?: UserObject | null;
  @Field(() => [ProblemObject]) problems!: ProblemObject[];
}

@ObjectType('BasicPayload')
export class BasicPayload {
  @Field(() => Boolean) ok!: boolean;
  @Field(() => [ProblemObject]) problems!: ProblemObject[];
}
