import { ProblemObject } from '@wecube/kit';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { ExportFormat } from '../app/export-definitions.ts';
import type { ImportChange } from '../app/plan-import.ts';
import type { FileFormat } from '../domain/exchange/exchanged-definition.ts';
import { DefinitionType, DesignProblemType } from './definition.types.ts';

const FormatEnum = { YAML: 'YAML', WECUBE_JSON: 'WECUBE_JSON', WECUBE_2: 'WECUBE_2' } as const;
registerEnumType(FormatEnum, {
  name: 'DefinitionFileFormat',
  description: "This platform's YAML, the present WeCube's JSON, or the .pds of WeCube 2, which is read only.",
});
const ExportFormatEnum = { YAML: 'YAML', WECUBE_JSON: 'WECUBE_JSON' } as const;
registerEnumType(ExportFormatEnum, { name: 'DefinitionExportFormat' });
const ChangeEnum = {
  ADDED: 'ADDED',
  NEW_VERSION: 'NEW_VERSION',
  DRAFT_REPLACED: 'DRAFT_REPLACED',
  UNCHANGED: 'UNCHANGED',
  LEFT_OUT: 'LEFT_OUT',
} as const;
registerEnumType(ChangeEnum, { name: 'DefinitionImportChange' });

const ZONE = 'IANA name of the zone of times whose file names none; that of the platform when absent.';

@InputType('ExportDefinitionsInput')
export class ExportDefinitionsInput {
  @Field(() => [ID]) ids!: string[];
  @Field(() => ExportFormatEnum) format!: ExportFormat;
  @Field(() => String, { nullable: true, description: ZONE }) timeZone?: string | null;
}

@ObjectType('ExportedFile')
class ExportedFileObject {
  @Field(() => String) fileName!: string;
  @Field(() => String) content!: string;
}

@ObjectType('ExportDefinitionsPayload')
export class ExportDefinitionsPayload {
  @Field(() => [ExportedFileObject]) files!: readonly ExportedFileObject[];
  @Field(() => [ProblemObject], { description: 'What the files do not hold.' }) notes!: readonly ProblemObject[];
  @Field(() => [ProblemObject]) problems!: readonly ProblemObject[];
}

@InputType('ImportDefinitionsInput')
export class ImportDefinitionsInput {
  @Field(() => String, {
    description: "This platform's YAML or JSON, the present WeCube's JSON, or a .pds of WeCube 2.",
  })
  content!: string;
  @Field(() => Boolean, { description: 'Tells what would happen and changes nothing.' }) dryRun!: boolean;
  @Field(() => Boolean, { nullable: true, description: 'Drafts that are here give way; else the file leaves them.' })
  replaceDrafts?: boolean | null;
  @Field(() => String, { nullable: true, description: ZONE }) timeZone?: string | null;
}

@ObjectType('DefinitionImportStep')
export class DefinitionImportStep {
  @Field(() => String) key!: string;
  @Field(() => String) name!: string;
  @Field(() => Int) version!: number;
  @Field(() => ChangeEnum) change!: ImportChange;
  @Field(() => Int) nodeCount!: number;
  @Field(() => Int) linkCount!: number;
  @Field(() => DefinitionType, { nullable: true, description: 'The draft, once it is made.' })
  definition!: DefinitionType | null;
  @Field(() => [ProblemObject], { description: 'What is taken differently, and what is lacking here.' })
  notes!: readonly ProblemObject[];
  @Field(() => [DesignProblemType], { description: 'What is wrong with it here; the draft is kept all the same.' })
  designProblems!: readonly DesignProblemType[];
  @Field(() => [ProblemObject], { description: 'Why it is left out.' }) problems!: readonly ProblemObject[];
}

@ObjectType('ImportDefinitionsPayload')
export class ImportDefinitionsPayload {
  @Field(() => Boolean) applied!: boolean;
  @Field(() => FormatEnum, { nullable: true }) format!: FileFormat | null;
  @Field(() => [DefinitionImportStep]) steps!: readonly DefinitionImportStep[];
  @Field(() => [ProblemObject], { description: 'Why nothing was changed.' }) problems!: readonly ProblemObject[];
}
