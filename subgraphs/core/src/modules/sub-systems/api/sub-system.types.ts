import { DateTimeScalar, ProblemObject } from '@wecube/kit';
import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql';

@ObjectType('SubSystem', { description: 'The identity of a plugin, or of an integration, towards the platform.' })
export class SubSystemType {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => String) systemCode!: string;
  @Field(() => String, { description: 'PKCS#1 DER in base64' }) publicKey!: string;
}

@InputType()
export class RegisterSubSystemInput {
  @Field(() => String) name!: string;
  @Field(() => String, { nullable: true, description: 'SYS_ and the name in capitals' }) systemCode?: string | null;
  @Field(() => String, { nullable: true }) description?: string | null;
}

@ObjectType()
export class RegisterSubSystemPayload {
  @Field(() => SubSystemType, { nullable: true }) subSystem!: SubSystemType | null;
  @Field(() => String, {
    nullable: true,
    description: 'PKCS#8 DER in base64, told once: null when the sub-system had an identity before.',
  })
  privateKey!: string | null;
  @Field(() => [ProblemObject]) problems!: ProblemObject[];
}

@Directive('@inaccessible')
@InputType()
export class SubSystemSignInInput {
  @Field(() => String) username!: string;
  @Field(() => String) password!: string;
  @Field(() => String) nonce!: string;
}

@Directive('@inaccessible')
@ObjectType()
export class SubSystemToken {
  @Field(() => String) token!: string;
  @Field(() => String) tokenType!: string;
  @Field(() => DateTimeScalar) expiresAt!: Date;
}

@Directive('@inaccessible')
@ObjectType()
export class SubSystemSignInPayload {
  @Field(() => [SubSystemToken]) tokens!: SubSystemToken[];
  @Field(() => [ProblemObject]) problems!: ProblemObject[];
}

@Directive('@inaccessible')
@ObjectType('PluginCaller', { description: 'Who signed a token of a plugin, and what it may do.' })
export class PluginCallerType {
  @Field(() => String) packageName!: string;
  @Field(() => String) systemCode!: string;
  @Field(() => String, { nullable: true, description: 'The user it speaks for; null for the sub-system itself.' })
  userName!: string | null;
  @Field(() => [String]) roles!: readonly string[];
  @Field(() => [String]) actions!: readonly string[];
  @Field(() => DateTimeScalar) expiresAt!: Date;
}
