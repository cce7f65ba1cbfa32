import { connectionType, DateTimeScalar, JsonScalar, OrderDirection, ProblemObject, StringFilter } from '@wecube/kit';
import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { ManifestObject } from './manifest.object.ts';

const PackageStatusEnum = {
  UPLOADED: 'UPLOADED',
  REGISTERED: 'REGISTERED',
  DECOMMISSIONED: 'DECOMMISSIONED',
} as const;
registerEnumType(PackageStatusEnum, { name: 'PackageStatus' });

const CheckLevelEnum = {
  OK: 'OK',
  WARNING: 'WARNING',
  ERROR: 'ERROR',
} as const;
registerEnumType(CheckLevelEnum, { name: 'CheckLevel' });

@ObjectType('PackageCheck')
export class PackageCheckObject {
  @Field(() => String) code!: string;
  @Field(() => CheckLevelEnum) level!: string;
  @Field(() => String) message!: string;
  @Field(() => JsonScalar, { nullable: true, description: 'What the message was filled with, by name.' })
  parameters?: unknown;
  @Field(() => String, { nullable: true }) remedy?: string;
}

@ObjectType('Package', { description: 'An uploaded plugin package: one version of one name.' })
export class PackageObject {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => String) version!: string;
  @Field(() => PackageStatusEnum) status!: string;
  @Field(() => Boolean, { description: 'The version that serves its name; at most one.' }) active!: boolean;
  @Field(() => DateTimeScalar) uploadedAt!: Date;
  @Field(() => String) uploadedBy!: string;
  @Field(() => DateTimeScalar, { nullable: true }) registeredAt!: Date | null;
  @Field(() => Float) sizeBytes!: number;
  @Field(() => String, { description: 'SHA-256 of the uploaded zip.' }) digest!: string;
  /** Shown by `signature` only. */
  signerKey!: string | null;
  @Field(() => ManifestObject) manifest!: ManifestObject;
  @Field(() => String, { nullable: true }) compositionError!: string | null;
  @Field(() => Int) rowVersion!: number;
}

export const PackageConnection = connectionType(PackageObject, 'Package');

@InputType('PackageFilter')
export class PackageFilter {
  @Field(() => StringFilter, { nullable: true }) name?: StringFilter | null;
  @Field(() => [PackageStatusEnum], { nullable: true }) status?: string[] | null;
  @Field(() => Boolean, { nullable: true }) active?: boolean | null;
}

export const PackageOrderField = {
  NAME: 'NAME',
  UPLOADED_AT: 'UPLOADED_AT',
} as const;
registerEnumType(PackageOrderField, { name: 'PackageOrderField' });

@InputType('PackageOrder')
export class PackageOrder {
  @Field(() => PackageOrderField) field!: keyof typeof PackageOrderField;
  @Field(() => OrderDirection) direction!: OrderDirection;
}

@InputType('RegisterPackageInput')
export class RegisterPackageInput {
  @Field(() => ID) id!: string;
}

@InputType('ActivatePackageInput')
export class ActivatePackageInput {
  @Field(() => ID) id!: string;
}

@InputType('DecommissionPackageInput')
export class DecommissionPackageInput {
  @Field(() => ID) id!: string;
}

@ObjectType('PackagePayload')
export class PackagePayload {
  @Field(() => PackageObject, { nullable: true }) package!: PackageObject | null;
  @Field(() => [ProblemObject]) problems!: readonly ProblemObject[];
}

@ObjectType('PackageChanged')
export class PackageChangedObject {
  @Field(() => ID) id!: string;
  @Field(() => String) type!: string;
  @Field(() => ID) subject!: string;
  @Field(() => Int) version!: number;
  @Field(() => DateTimeScalar) at!: Date;
  @Field(() => JsonScalar, { nullable: true }) data!: unknown;
  @Field(() => PackageObject, { nullable: true }) package!: PackageObject | null;
}
