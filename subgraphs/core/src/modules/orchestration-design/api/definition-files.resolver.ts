import type { GraphContext, Session } from '@wecube/kit';
import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { ImportDefinitionsOutcome } from '../app/import-definitions.ts';
import type { DefinitionFiles } from '../module.ts';
import { presentDefinition } from './definition.types.ts';
import {
  ExportDefinitionsInput,
  ExportDefinitionsPayload,
  ImportDefinitionsInput,
  ImportDefinitionsPayload,
} from './definition-file.types.ts';

@Resolver()
export class DefinitionFilesResolver {
  constructor(private readonly files: DefinitionFiles) {}

  @Authorized('definition:edit')
  @Mutation(() => ExportDefinitionsPayload, { description: 'A mutation since who took a file is kept.' })
  exportDefinitions(
    @Arg('input', () => ExportDefinitionsInput) input: ExportDefinitionsInput,
    @Ctx() { session }: GraphContext,
  ): Promise<ExportDefinitionsPayload> {
    return this.files.exportFiles(input, session as Session) as Promise<ExportDefinitionsPayload>;
  }

  @Authorized('definition:edit')
  @Mutation(() => ImportDefinitionsPayload, { description: 'Drafts of what the file holds, in one transaction.' })
  async importDefinitions(
    @Arg('input', () => ImportDefinitionsInput) input: ImportDefinitionsInput,
    @Ctx() { session }: GraphContext,
  ): Promise<ImportDefinitionsPayload> {
    const replaceDrafts = input.replaceDrafts ?? false;
    return present(await this.files.importFile({ ...input, replaceDrafts }, session as Session));
  }
}

function present({ steps, drafts, ...outcome }: ImportDefinitionsOutcome): ImportDefinitionsPayload {
  return {
    ...(outcome as Omit<ImportDefinitionsPayload, 'steps'>),
    steps: steps.map(({ wanted, change, version, notes, designProblems, problems, present: here }) => {
      const definition = drafts.get(wanted.key) ?? (change === 'UNCHANGED' || change === 'LEFT_OUT' ? here : null);
      return {
        ...{ key: wanted.key, name: wanted.name, version, change },
        ...{ nodeCount: wanted.nodes.length, linkCount: wanted.links.length },
        definition: definition && presentDefinition(definition),
        ...({ notes, designProblems, problems } as Pick<
          ImportDefinitionsPayload['steps'][number],
          'notes' | 'designProblems' | 'problems'
        >),
      };
    }),
  };
}
