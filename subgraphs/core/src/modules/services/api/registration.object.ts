import { connectionType, DateTimeScalar, JsonScalar, ProblemObject, StringFilter } from '@wecube/kit';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import {
  PERMISSIONS,
  type Permission,
  REGISTRATION_STATUSES,
  type RegistrationStatus,
} from '../domain/registration.ts';

const enumOf = <Name extends string>(names: readonly Name[]): Record<Name, Name> =>
  Object.fromEntries(names.map((name) => [name, name])) as Record<Name, Name>;

export const RegistrationStatusEnum = enumOf(REGISTRATION_STATUSES);
registerEnumType(RegistrationStatusEnum, { name: 'ServiceRegistrationStatus' });
export const PermissionEnum = enumOf(PERMISSIONS);
registerEnumType(PermissionEnum, {
  name: 'ServicePermission',
  description: 'MGMT: may change the registration. USE: may use its services.',
});
const OriginEnum = enumOf(['MANIFEST', 'PERSON'] as const);
registerEnumType(OriginEnum, { name: 'ServiceRegistrationOrigin' });
const FindingLevelEnum = enumOf(['ERROR', 'WARNING'] as const);
registerEnumType(FindingLevelEnum, { name: 'ServiceFindingLevel' });

@ObjectType('ServiceRole')
export class ServiceRoleObject {
  @Field(() => PermissionEnum) permission!: Permission;
  @Field(() => String) role!: string;
}

@ObjectType('ServiceObjectProperty')
export class ServiceObjectPropertyObject {
  @Field(() => String) name!: string;
  @Field(() => String) dataType!: string;
  @Field(() => Boolean) multiple!: boolean;
  @Field(() => Boolean) sensitive!: boolean;
  @Field(() => String, { nullable: true }) refObjectName!: string | null;
  @Field(() => String) mappingType!: string;
  @Field(() => String, { nullable: true, description: 'The constant, the name of the variable, or the expression.' })
  mappingExpression!: string | null;
}

@ObjectType('ServiceObjectShape', { description: 'A shape that parameters of data type object are built in.' })
export class ServiceObjectShapeObject {
  @Field(() => String) name!: string;
  @Field(() => String, { nullable: true, description: 'Finds the objects that it is filled from.' })
  mappingExpression!: string | null;
  @Field(() => [ServiceObjectPropertyObject]) properties!: ServiceObjectPropertyObject[];
}

@ObjectType('ServiceFinding', { description: 'Something that is wrong with a registration, or deserves a look.' })
export class ServiceFindingObject {
  @Field(() => String) code!: string;
  @Field(() => FindingLevelEnum) level!: 'ERROR' | 'WARNING';
  @Field(() => String) message!: string;
  @Field(() => JsonScalar, { description: 'What the message was filled with, by name.' })
  parameters!: Readonly<Record<string, unknown>>;
  @Field(() => String, { nullable: true }) remedy?: string | null;
  @Field(() => String, { nullable: true, description: 'The service it concerns, by its action.' })
  action!: string | null;
  @Field(() => String, { nullable: true }) parameter!: string | null;
}

@ObjectType('ServiceUse', { description: 'A deployed orchestration that calls services of a registration.' })
export class ServiceUseObject {
  @Field(() => String) name!: string;
  @Field(() => Int) version!: number;
  @Field(() => [String]) services!: readonly string[];
}

@ObjectType('ServiceOffer', { description: 'An interface that the plugin of a registration offers.' })
export class ServiceOfferObject {
  @Field(() => String) action!: string;
  @Field(() => String) path!: string;
  @Field(() => String) description!: string;
}

@ObjectType('ServiceRegistration', { description: 'Interfaces of a plugin, registered together for a target entity.' })
export class ServiceRegistrationObject {
  @Field(() => ID) id!: string;
  @Field(() => String) packageName!: string;
  @Field(() => String) pluginName!: string;
  @Field(() => String, { description: 'Empty for the one a plugin has of itself.' }) name!: string;
  @Field(() => String, { description: 'package/plugin(name)' }) title!: string;
  @Field(() => String, { nullable: true, description: 'pkg:entity' }) targetEntity!: string | null;
  @Field(() => String, { description: 'Filters of an expression that the target objects fit.' }) targetFilter!: string;
  @Field(() => RegistrationStatusEnum) status!: RegistrationStatus;
  @Field(() => OriginEnum, { description: 'MANIFEST: its package declares it. PERSON: made or imported here.' })
  origin!: 'MANIFEST' | 'PERSON';
  @Field(() => [ServiceRoleObject]) roles!: ServiceRoleObject[];
  @Field(() => [ServiceObjectShapeObject]) objects!: ServiceObjectShapeObject[];
  @Field(() => DateTimeScalar) updatedAt!: Date;
  @Field(() => String, { description: 'Empty when it is as its package brought it.' }) updatedBy!: string;
  @Field(() => Int) rowVersion!: number;
}

export const ServiceRegistrationConnection = connectionType(ServiceRegistrationObject, 'ServiceRegistration');

@ObjectType('ServiceRegistrationPayload')
export class ServiceRegistrationPayload {
  @Field(() => ServiceRegistrationObject, { nullable: true }) registration!: ServiceRegistrationObject | null;
  @Field(() => [ProblemObject]) problems!: readonly ProblemObject[];
}

@ObjectType('ServiceRegistrationChanged')
export class ServiceRegistrationChangedObject {
  @Field(() => ID) id!: string;
  @Field(() => String) type!: string;
  @Field(() => ID, { description: 'Id of the registration.' }) subject!: string;
  @Field(() => Int) version!: number;
  @Field(() => DateTimeScalar) at!: Date;
  @Field(() => ServiceRegistrationObject, { nullable: true, description: 'As it is now; null when it is gone.' })
  registration!: ServiceRegistrationObject | null;
}

@InputType('ServiceRegistrationFilter')
export class ServiceRegistrationFilter {
  @Field(() => StringFilter, { nullable: true }) title?: StringFilter | null;
  @Field(() => StringFilter, { nullable: true }) packageName?: StringFilter | null;
  @Field(() => StringFilter, { nullable: true }) pluginName?: StringFilter | null;
  @Field(() => StringFilter, { nullable: true }) targetEntity?: StringFilter | null;
  @Field(() => RegistrationStatusEnum, { nullable: true }) status?: RegistrationStatus | null;
}
