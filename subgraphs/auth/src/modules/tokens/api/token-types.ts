import { ProblemObject } from '@wecube/kit';
import { Field, InputType, Int, ObjectType } from 'type-graphql';

@InputType('SignInInput')
export class SignInInput {
  @Field(() => String) username!: string;
  @Field(() => String) password!: string;
}

@InputType('RefreshInput')
export class RefreshInput {
  @Field(() => String) refreshToken!: string;
}

@InputType('SignOutInput')
export class SignOutInput {
  @Field(() => String, { nullable: true }) refreshToken?: string | null;
}

@ObjectType('SignInPayload')
export class SignInPayload {
  @Field(() => String, { nullable: true }) accessToken?: string;
  @Field(() => Int, { nullable: true }) expiresInMs?: number;
  @Field(() => String, { nullable: true }) refreshToken?: string;
  @Field(() => Int, { nullable: true }) refreshExpiresInMs?: number;
  @Field(() => Boolean, { nullable: true }) mustChangePassword?: boolean;
  @Field(() => [ProblemObject]) problems!: ProblemObject[];
}
