import { ConnectionArgs, connectionType, JsonScalar, OrderDirection } from '@wecube/kit';
import { ArgsType, Field, ID, InputType, ObjectType } from 'type-graphql';
import type { DataObject } from '../domain/data-object.ts';

@ObjectType('DataObject', { description: 'Any object of any package; typed access is in the generated subgraphs.' })
export class DataObjectType {
  @Field(() => ID) id!: string;
  @Field(() => String) entity!: string;
  @Field(() => String) objectId!: string;
  @Field(() => String) displayName!: string;
  @Field(() => JsonScalar) attributes!: Record<string, unknown>;
}

export const DataObjectConnection = connectionType(DataObjectType, 'DataObject');

@InputType('ObjectFilter')
export class ObjectFilterInput {
  @Field(() => String) attribute!: string;
  @Field(() => String) op!: string;
  @Field(() => JsonScalar, { nullable: true }) value?: unknown;
}

@InputType('ObjectOrder')
export class ObjectOrderInput {
  @Field(() => String) attribute!: string;
  @Field(() => OrderDirection) direction!: OrderDirection;
}

@ArgsType()
export class ObjectsArgs extends ConnectionArgs {
  @Field(() => String) entity!: string;
  @Field(() => [ObjectFilterInput], { nullable: true }) where?: ObjectFilterInput[] | null;
  @Field(() => ObjectOrderInput, { nullable: true }) orderBy?: ObjectOrderInput | null;
  @Field(() => String, { nullable: true }) search?: string | null;
}

export function presentObject(object: DataObject): DataObjectType {
  return { id: `${object.entity}:${object.objectId}`, ...object };
}
