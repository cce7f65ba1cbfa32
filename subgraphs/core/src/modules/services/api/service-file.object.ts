import { DateTimeScalar, ProblemObject } from '@wecube/kit';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import type { ExportFormat } from '../app/export-registrations.ts';
import type { ImportChange } from '../app/plan-import.ts';

const FormatEnum = { YAML: 'YAML', WECUBE_XML: 'WECUBE_XML' } as const;
registerEnumType(FormatEnum, { name: 'ServiceFileFormat' });
const ChangeEnum = { ADDED: 'ADDED', CHANGED: 'CHANGED', UNCHANGED: 'UNCHANGED', LEFT_OUT: 'LEFT_OUT' } as const;
registerEnumType(ChangeEnum, { name: 'ServiceImportChange' });

@InputType('ExportServicesInput')
export class ExportServicesInput {
  @Field(() => String) packageName!: string;
  @Field(() => FormatEnum) format!: ExportFormat;
  @Field(() => [ID], { nullable: true, description: 'All that were set up, when absent.' })
  registrationIds?: string[] | null;
  @Field(() => Boolean, { nullable: true, description: 'Needs variable:manage.' }) withSecrets?: boolean | null;
}

@ObjectType('ExportServicesPayload')
export class ExportServicesPayload {
  @Field(() => String) fileName!: string;
  @Field(() => String) content!: string;
  @Field(() => [ProblemObject], { description: 'What the file does not hold.' }) notes!: readonly ProblemObject[];
  @Field(() => [ProblemObject]) problems!: readonly ProblemObject[];
}

@InputType('ImportServicesInput')
export class ImportServicesInput {
  @Field(() => String) packageName!: string;
  @Field(() => String, { description: "WeCube's exported XML, or this platform's YAML or JSON." }) content!: string;
  @Field(() => Boolean, { description: 'Tells what would happen and changes nothing.' }) dryRun!: boolean;
}

@InputType('InheritServicesInput')
export class InheritServicesInput {
  @Field(() => String) packageName!: string;
  @Field(() => String, { description: 'A former version, of those in serviceSnapshots.' }) version!: string;
  @Field(() => Boolean, { description: 'Tells what would happen and changes nothing.' }) dryRun!: boolean;
}

@ObjectType('ServiceImportStep')
class ServiceImportStep {
  @Field(() => String) title!: string;
  @Field(() => ChangeEnum) change!: ImportChange;
  @Field(() => [String], { description: 'Aspects and actions that change; those with a minus go.' }) changed!: string[];
  @Field(() => [ProblemObject]) notes!: readonly ProblemObject[];
}

@ObjectType('ServiceImportVariable')
class ServiceImportVariable {
  @Field(() => String) name!: string;
  @Field(() => ChangeEnum) change!: ImportChange;
}

@ObjectType('ImportServicesPayload')
export class ImportServicesPayload {
  @Field(() => Boolean) applied!: boolean;
  @Field(() => [ServiceImportStep]) steps!: readonly ServiceImportStep[];
  @Field(() => [String], { description: 'Registrations that the file does not speak of.' })
  untouched!: readonly string[];
  @Field(() => [ServiceImportVariable]) variables!: readonly ServiceImportVariable[];
  @Field(() => [ProblemObject]) notes!: readonly ProblemObject[];
  @Field(() => [ProblemObject], { description: 'Why nothing was changed.' }) problems!: readonly ProblemObject[];
}

@ObjectType('ServiceSnapshot', { description: 'What was set up for a former version of a package.' })
export class ServiceSnapshotObject {
  @Field(() => String) version!: string;
  @Field(() => DateTimeScalar) takenAt!: Date;
}
