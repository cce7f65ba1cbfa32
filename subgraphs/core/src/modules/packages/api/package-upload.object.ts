import { DateTimeScalar, ProblemObject } from '@wecube/kit';
import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';

const PackageUploadStatusEnum = {
  RECEIVING: 'RECEIVING',
  CHECKING: 'CHECKING',
  UNPACKING: 'UNPACKING',
  STORED: 'STORED',
  REFUSED: 'REFUSED',
} as const;
registerEnumType(PackageUploadStatusEnum, { name: 'PackageUploadStatus' });

@ObjectType('PackageUpload', { description: 'A zip on its way to become a package.' })
export class PackageUploadObject {
  @Field(() => ID) id!: string;
  @Field(() => String) fileName!: string;
  @Field(() => Float) sizeBytes!: number;
  @Field(() => PackageUploadStatusEnum) status!: string;
  @Field(() => Float, { description: 'Received, read for the checks, or unpacked so far, by the status.' })
  doneBytes!: number;
  @Field(() => Float, { description: 'What doneBytes will be when the status is left.' }) totalBytes!: number;
  @Field(() => String, { nullable: true }) packageName!: string | null;
  @Field(() => String, { nullable: true }) packageVersion!: string | null;
  @Field(() => ID, { nullable: true, description: 'Of a STORED one.' }) packageId!: string | null;
  @Field(() => [ProblemObject], { description: 'Why it was REFUSED.' }) problems!: readonly ProblemObject[];
  @Field(() => String) ownerName!: string;
  @Field(() => DateTimeScalar) startedAt!: Date;
  @Field(() => DateTimeScalar) changedAt!: Date;
  @Field(() => Int) rowVersion!: number;
}

@ObjectType('PackageUploadChanged')
export class PackageUploadChangedObject {
  @Field(() => ID) id!: string;
  @Field(() => String) type!: string;
  @Field(() => ID) subject!: string;
  @Field(() => Int) version!: number;
  @Field(() => DateTimeScalar) at!: Date;
  @Field(() => PackageUploadObject, { nullable: true }) upload!: PackageUploadObject | null;
}
