import { JsonScalar, LocalizedText } from '@wecube/kit';
import { Field, ObjectType, registerEnumType } from 'type-graphql';

export const IdempotencyEnum = {
  SAFE: 'SAFE',
  KEYED: 'KEYED',
  UNSAFE: 'UNSAFE',
} as const;
registerEnumType(IdempotencyEnum, {
  name: 'Idempotency',
  description: 'What a repeated call does: no harm, answered from the plugin store, or executed again.',
});

@ObjectType('ManifestDependency')
export class ManifestDependencyObject {
  @Field(() => String) name!: string;
  @Field(() => String) version!: string;
}

@ObjectType('ManifestMenu')
export class ManifestMenuObject {
  @Field(() => String) code!: string;
  @Field(() => String) category!: string;
  @Field(() => LocalizedText) label!: LocalizedText;
  @Field(() => String) path!: string;
}

@ObjectType('ManifestAttribute')
export class ManifestAttributeObject {
  @Field(() => String) name!: string;
  @Field(() => String) dataType!: string;
  @Field(() => String, { nullable: true }) refPackage!: string | null;
  @Field(() => String, { nullable: true }) refEntity!: string | null;
  @Field(() => String, { nullable: true }) refAttribute!: string | null;
  @Field(() => Boolean) multiple!: boolean;
  @Field(() => Boolean) required!: boolean;
  @Field(() => String) description!: string;
}

@ObjectType('ManifestEntity')
export class ManifestEntityObject {
  @Field(() => String) name!: string;
  @Field(() => String) displayName!: string;
  @Field(() => String) description!: string;
  @Field(() => [ManifestAttributeObject]) attributes!: ManifestAttributeObject[];
}

@ObjectType('ManifestSystemParameter')
export class ManifestSystemParameterObject {
  @Field(() => String) name!: string;
  @Field(() => String) scopeType!: string;
  @Field(() => String, {
    nullable: true,
    description: 'Null when there is none, or when the name says it is a secret.',
  })
  defaultValue!: string | null;
}

@ObjectType('ManifestAuthority')
export class ManifestAuthorityObject {
  @Field(() => String) role!: string;
  @Field(() => [String]) menuCodes!: string[];
}

@ObjectType('ManifestParameter')
export class ManifestParameterObject {
  @Field(() => String) name!: string;
  @Field(() => String) dataType!: string;
  @Field(() => Boolean) required!: boolean;
  @Field(() => Boolean) sensitive!: boolean;
  @Field(() => Boolean) multiple!: boolean;
  @Field(() => String) mappingType!: string;
  @Field(() => String, { nullable: true }) mappingValue!: string | null;
  @Field(() => String, { nullable: true }) mappingEntityExpression!: string | null;
  @Field(() => String, { nullable: true }) mappingSystemVariableName!: string | null;
  @Field(() => String) description!: string;
}

@ObjectType('ManifestInterface')
export class ManifestInterfaceObject {
  @Field(() => String) action!: string;
  @Field(() => String) path!: string;
  @Field(() => String) httpMethod!: string;
  @Field(() => Boolean, { name: 'async' }) isAsync!: boolean;
  @Field(() => String) type!: string;
  @Field(() => IdempotencyEnum) idempotency!: string;
  @Field(() => [ManifestParameterObject]) inputs!: ManifestParameterObject[];
  @Field(() => [ManifestParameterObject]) outputs!: ManifestParameterObject[];
}

@ObjectType('ManifestPlugin')
export class ManifestPluginObject {
  @Field(() => String) name!: string;
  @Field(() => [ManifestInterfaceObject]) interfaces!: ManifestInterfaceObject[];
}

@ObjectType('Manifest', { description: 'The register.xml of a package, parsed and checked.' })
export class ManifestObject {
  @Field(() => String) edition!: string;
  @Field(() => [ManifestDependencyObject]) dependencies!: ManifestDependencyObject[];
  @Field(() => [ManifestMenuObject]) menus!: ManifestMenuObject[];
  @Field(() => [ManifestEntityObject]) entities!: ManifestEntityObject[];
  @Field(() => Boolean) dynamicModel!: boolean;
  @Field(() => [ManifestSystemParameterObject]) systemParameters!: ManifestSystemParameterObject[];
  @Field(() => [ManifestAuthorityObject]) authorities!: ManifestAuthorityObject[];
  @Field(() => [ManifestPluginObject]) plugins!: ManifestPluginObject[];
  @Field(() => JsonScalar, { description: 'What the package needs to run: docker, mysql, s3, process.' })
  runtime!: unknown;
  @Field(() => String, { description: 'register.xml as uploaded.' }) xml!: string;
}
