import { connectionType, OrderDirection, ProblemObject, StringFilter } from '@wecube/kit';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { IdempotencyEnum } from '../../packages/index.ts';

@ObjectType('ServiceParameter')
export class ServiceParameterObject {
  @Field(() => String) name!: string;
  @Field(() => String) dataType!: string;
  @Field(() => Boolean) required!: boolean;
  @Field(() => Boolean) sensitive!: boolean;
  @Field(() => Boolean) multiple!: boolean;
  @Field(() => String) mappingType!: string;
  @Field(() => String, { nullable: true }) mappingValue!: string | null;
  @Field(() => String, { nullable: true }) mappingEntityExpression!: string | null;
  @Field(() => String, { nullable: true }) mappingSystemVariableName!: string | null;
  @Field(() => String, { nullable: true, description: 'The shape of a parameter of data type object.' })
  refObjectName!: string | null;
  @Field(() => String) description!: string;
  @Field(() => Boolean, { description: 'Mapped otherwise than the package declares; later versions keep that.' })
  edited!: boolean;
}

@ObjectType('Service', { description: 'An interface of a plugin, registered for a target entity.' })
export class ServiceObject {
  @Field(() => ID) id!: string;
  @Field(() => ID) registrationId!: string;
  @Field(() => String, { description: 'pkg/plugin(registration)/action' }) name!: string;
  @Field(() => String) packageName!: string;
  @Field(() => String) pluginName!: string;
  @Field(() => String) registration!: string;
  @Field(() => String) action!: string;
  @Field(() => String, { nullable: true, description: 'pkg:entity' }) targetEntity!: string | null;
  @Field(() => Boolean, { description: 'Whether it can be called now.' }) enabled!: boolean;
  @Field(() => Boolean, { description: 'Taken out of use while its registration is enabled.' }) switchedOff!: boolean;
  @Field(() => IdempotencyEnum) idempotency!: string;
  @Field(() => String) path!: string;
  @Field(() => String) httpMethod!: string;
  @Field(() => String) type!: string;
  @Field(() => Boolean, { description: 'Its outcome comes later, by a callback.' }) isAsync!: boolean;
  @Field(() => String, { description: 'Filters that objects must fit to be offered it.' }) filterRule!: string;
  @Field(() => String) description!: string;
  @Field(() => [ServiceParameterObject]) inputs!: ServiceParameterObject[];
  @Field(() => [ServiceParameterObject]) outputs!: ServiceParameterObject[];
  @Field(() => Int) rowVersion!: number;
}

export const ServiceConnection = connectionType(ServiceObject, 'Service');

@InputType('ServiceFilter')
export class ServiceFilter {
  @Field(() => StringFilter, { nullable: true }) name?: StringFilter | null;
  @Field(() => StringFilter, { nullable: true }) packageName?: StringFilter | null;
  @Field(() => StringFilter, { nullable: true }) targetEntity?: StringFilter | null;
  @Field(() => Boolean, { nullable: true }) enabled?: boolean | null;
}

const ServiceOrderField = {
  NAME: 'NAME',
} as const;
registerEnumType(ServiceOrderField, { name: 'ServiceOrderField' });

@InputType('ServiceOrder')
export class ServiceOrder {
  @Field(() => ServiceOrderField) field!: keyof typeof ServiceOrderField;
  @Field(() => OrderDirection) direction!: OrderDirection;
}

@InputType('UpdateServiceInput')
export class UpdateServiceInput {
  @Field(() => ID) id!: string;
  @Field(() => Boolean, { nullable: true }) enabled?: boolean | null;
  @Field(() => IdempotencyEnum, { nullable: true }) idempotency?: keyof typeof IdempotencyEnum | null;
  @Field(() => String, {
    nullable: true,
    description: 'pkg:entity, of the whole registration; an empty text takes it away.',
  })
  targetEntity?: string | null;
  @Field(() => Int, { description: 'The one that was seen; the change is refused when there is a newer one.' })
  rowVersion!: number;
}

@ObjectType('ServicePayload')
export class ServicePayload {
  @Field(() => ServiceObject, { nullable: true }) service!: ServiceObject | null;
  @Field(() => [ProblemObject]) problems!: readonly ProblemObject[];
}
