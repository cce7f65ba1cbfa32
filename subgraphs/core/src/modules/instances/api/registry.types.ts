import { JsonScalar } from '@wecube/kit';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

@Directive('@inaccessible')
@ObjectType('RegistryTarget')
export class RegistryTargetType {
  @Field(() => ID) instanceId!: string;
  @Field(() => String) baseUrl!: string;
  @Field(() => Boolean) healthy!: boolean;
}

@Directive('@inaccessible')
@ObjectType('RegistryPackage', { description: 'What the adapter host needs to serve a package as a subgraph' })
export class RegistryPackageType {
  @Field(() => String) name!: string;
  @Field(() => String) version!: string;
  @Field(() => JsonScalar) manifest!: unknown;
  @Field(() => JsonScalar) entities!: unknown;
  @Field(() => [RegistryTargetType]) targets!: readonly RegistryTargetType[];
  @Field(() => String) token!: string;
}
