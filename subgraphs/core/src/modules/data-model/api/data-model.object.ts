import { DateTimeScalar, ProblemObject } from '@wecube/kit';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';

@ObjectType('EntityAttribute')
export class EntityAttributeObject {
  @Field(() => String) name!: string;
  @Field(() => String) dataType!: string;
  @Field(() => String) description!: string;
  @Field(() => Boolean) required!: boolean;
  @Field(() => Boolean) multiple!: boolean;
  @Field(() => String, { nullable: true, description: 'The entity it points to, as pkg:entity.' })
  references!: string | null;
}

@ObjectType('EntityReference')
export class EntityReferenceObject {
  @Field(() => String) fromEntity!: string;
  @Field(() => String) attribute!: string;
}

@ObjectType('EntityType')
export class EntityTypeObject {
  @Field(() => ID, { description: 'pkg:entity' }) id!: string;
  @Field(() => String, { description: 'pkg:entity' }) name!: string;
  @Field(() => String) packageName!: string;
  @Field(() => String) entityName!: string;
  @Field(() => String) displayName!: string;
  @Field(() => String) description!: string;
  @Field(() => [EntityAttributeObject]) attributes!: EntityAttributeObject[];
  @Field(() => [EntityReferenceObject]) referencedBy!: EntityReferenceObject[];
  @Field(() => Int) modelVersion!: number;
}

@ObjectType('DataModelPackage')
export class DataModelPackageObject {
  @Field(() => String) name!: string;
  @Field(() => Int) version!: number;
  @Field(() => Boolean) dynamic!: boolean;
  @Field(() => DateTimeScalar, { nullable: true }) syncedAt!: Date | null;
  @Field(() => Int) entityCount!: number;
}

@ObjectType('DataModel')
export class DataModelObject {
  @Field(() => [EntityTypeObject]) entities!: EntityTypeObject[];
  @Field(() => [DataModelPackageObject]) packages!: DataModelPackageObject[];
}

@InputType('SyncDataModelInput')
export class SyncDataModelInput {
  @Field(() => String) packageName!: string;
}

@ObjectType('SyncDataModelPayload')
export class SyncDataModelPayload {
  @Field(() => DataModelPackageObject, { nullable: true }) package!: DataModelPackageObject | null;
  @Field(() => [String]) added!: string[];
  @Field(() => [String]) removed!: string[];
  @Field(() => [String]) changed!: string[];
  @Field(() => [ProblemObject]) problems!: readonly ProblemObject[];
}
