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
  @Field(() => Boolean, { defaultValue: false, description: 'Only tells what would change; nothing is saved.' })
  dryRun!: boolean;
}

@ObjectType('AttributeChange', {
  description: 'How an attribute of a changed entity was and is; null where it was or is not.',
})
export class AttributeChangeObject {
  @Field(() => String) entity!: string;
  @Field(() => String) attribute!: string;
  @Field(() => String, { nullable: true }) before!: string | null;
  @Field(() => String, { nullable: true }) after!: string | null;
}

@ObjectType('ModelUse', { description: 'An expression that depends on what is gone or changed.' })
export class ModelUseObject {
  @Field(() => String, { description: 'ORCHESTRATION or SERVICE' }) kind!: string;
  @Field(() => String, { description: 'Id of the definition or the registration; one may stand here several times.' })
  subjectId!: string;
  @Field(() => String) name!: string;
  @Field(() => Int, { nullable: true }) version!: number | null;
  @Field(() => String, { description: 'Its node, or its interface and parameter.' }) place!: string;
  @Field(() => String) expression!: string;
  @Field(() => String, { description: 'pkg:entity' }) entity!: string;
  @Field(() => String, { nullable: true, description: 'Null when the entity itself is gone.' }) attribute!:
    | string
    | null;
}

@ObjectType('SyncDataModelPayload')
export class SyncDataModelPayload {
  @Field(() => DataModelPackageObject, { nullable: true }) package!: DataModelPackageObject | null;
  @Field(() => [String]) added!: string[];
  @Field(() => [String]) removed!: string[];
  @Field(() => [String]) changed!: string[];
  @Field(() => [AttributeChangeObject]) attributes!: AttributeChangeObject[];
  @Field(() => [ModelUseObject], { description: 'What depends on what is gone or changed.' })
  uses!: readonly ModelUseObject[];
  @Field(() => Int, { description: 'How many more there are that the caller may not see.' }) hiddenUses!: number;
  @Field(() => [ProblemObject]) problems!: readonly ProblemObject[];
}
