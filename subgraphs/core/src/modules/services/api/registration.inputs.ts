import type { Idempotency } from '@wecube/plugin-adapters/contract';
import { Field, ID, InputType, Int } from 'type-graphql';
import { IdempotencyEnum } from '../../packages/index.ts';
import type { Permission } from '../domain/registration.ts';
import { PermissionEnum } from './registration.object.ts';

const SEEN = 'The one that was seen; the change is refused when there is a newer one.';

@InputType('ServiceRegistrationActionInput')
export class ServiceRegistrationActionInput {
  @Field(() => ID) id!: string;
  @Field(() => Int, { description: SEEN }) rowVersion!: number;
}

@InputType('SetServiceRegistrationStatusInput')
export class SetStatusInput extends ServiceRegistrationActionInput {
  @Field(() => Boolean) enabled!: boolean;
}

@InputType('CopyServiceRegistrationInput')
export class CopyRegistrationInputType {
  @Field(() => ID, { description: 'The registration it is made from.' }) id!: string;
  @Field(() => String) name!: string;
}

@InputType('ServiceRoleInput')
export class ServiceRoleInput {
  @Field(() => PermissionEnum) permission!: Permission;
  @Field(() => String) role!: string;
}

@InputType('ServiceParameterInput', { description: 'What is absent stays as it is.' })
export class ServiceParameterInput {
  @Field(() => String) name!: string;
  @Field(() => String, { nullable: true }) mappingType?: string;
  @Field(() => String, { nullable: true }) mappingValue?: string | null;
  @Field(() => String, { nullable: true }) mappingEntityExpression?: string | null;
  @Field(() => String, { nullable: true }) mappingSystemVariableName?: string | null;
  @Field(() => String, { nullable: true }) refObjectName?: string | null;
  @Field(() => Boolean, { nullable: true }) required?: boolean;
  @Field(() => Boolean, { nullable: true }) sensitive?: boolean;
  @Field(() => Boolean, { nullable: true }) multiple?: boolean;
}

@InputType('ServiceInterfaceInput', { description: 'What is absent stays as it is.' })
export class ServiceInterfaceInput {
  @Field(() => String) action!: string;
  @Field(() => String, { nullable: true, description: 'Of a new interface: the action it is made from.' })
  copyOf?: string | null;
  @Field(() => String, { nullable: true }) filterRule?: string | null;
  @Field(() => IdempotencyEnum, { nullable: true }) idempotency?: Idempotency | null;
  @Field(() => Boolean, { nullable: true }) switchedOff?: boolean | null;
  @Field(() => [ServiceParameterInput], { nullable: true }) inputs?: ServiceParameterInput[] | null;
  @Field(() => [ServiceParameterInput], { nullable: true }) outputs?: ServiceParameterInput[] | null;
}

@InputType('ServiceObjectPropertyInput')
export class ServiceObjectPropertyInput {
  @Field(() => String) name!: string;
  @Field(() => String) dataType!: string;
  @Field(() => Boolean) multiple!: boolean;
  @Field(() => Boolean) sensitive!: boolean;
  @Field(() => String, { nullable: true }) refObjectName?: string | null;
  @Field(() => String) mappingType!: string;
  @Field(() => String, { nullable: true }) mappingExpression?: string | null;
}

@InputType('ServiceObjectShapeInput')
export class ServiceObjectShapeInput {
  @Field(() => String) name!: string;
  @Field(() => String, { nullable: true }) mappingExpression?: string | null;
  @Field(() => [ServiceObjectPropertyInput]) properties!: ServiceObjectPropertyInput[];
}

@InputType('SaveServiceRegistrationInput', { description: 'What is absent stays as it is.' })
export class SaveRegistrationInputType extends ServiceRegistrationActionInput {
  @Field(() => String, { nullable: true, description: 'pkg:entity; an empty text takes it away.' })
  targetEntity?: string | null;
  @Field(() => String, { nullable: true }) targetFilter?: string | null;
  @Field(() => [ServiceRoleInput], { nullable: true }) roles?: ServiceRoleInput[] | null;
  @Field(() => [ServiceObjectShapeInput], { nullable: true }) objects?: ServiceObjectShapeInput[] | null;
  @Field(() => [ServiceInterfaceInput], {
    nullable: true,
    description: 'All of them: one that is missing is taken out, unless the package declares it.',
  })
  interfaces?: ServiceInterfaceInput[] | null;
}
