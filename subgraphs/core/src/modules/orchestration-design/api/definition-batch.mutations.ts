import { type GraphContext, ProblemObject, type Session } from '@wecube/kit';
import { Arg, Authorized, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { changeMany, type ManyOutcome, MOST_AT_ONCE } from '../app/change-many.ts';
import { tooManyDefinitions } from '../domain/errors.ts';
import type { DefinitionCommands } from '../module.ts';
import { DefinitionType, presentDefinition } from './definition.types.ts';

@InputType('SetDefinitionRolesInput', { description: 'Roles that are absent stay as they are.' })
class SetDefinitionRolesInput {
  @Field(() => [ID]) ids!: string[];
  @Field(() => [String], { nullable: true }) mgmtRoles?: string[] | null;
  @Field(() => [String], { nullable: true }) useRoles?: string[] | null;
  @Field(() => [String], { nullable: true }) authorisedPlugins?: string[] | null;
}

@ObjectType('DefinitionResult')
class DefinitionResultType {
  @Field(() => ID) id!: string;
  @Field(() => DefinitionType, { nullable: true, description: 'As it is now; null once it is gone.' })
  definition!: DefinitionType | null;
  @Field(() => [ProblemObject]) problems!: readonly ProblemObject[];
}

@ObjectType('DefinitionsPayload', { description: 'Each was done for itself; with problems of the whole nothing was.' })
class DefinitionsPayload {
  @Field(() => [DefinitionResultType]) results!: readonly DefinitionResultType[];
  @Field(() => [ProblemObject]) problems!: readonly ProblemObject[];
}

/** The same done to many orchestrations at once. */
@Resolver()
export class DefinitionBatchMutations {
  constructor(private readonly commands: DefinitionCommands) {}

  @Authorized('definition:edit')
  @Mutation(() => DefinitionsPayload, { description: 'Of deployed versions too.' })
  setDefinitionRoles(
    @Arg('input', () => SetDefinitionRolesInput) { ids, ...roles }: SetDefinitionRolesInput,
    @Ctx() { session }: GraphContext,
  ): Promise<DefinitionsPayload> {
    return present(ids, (input) => this.commands.setRoles({ ...input, ...roles }, session as Session));
  }

  @Authorized('definition:deploy')
  @Mutation(() => DefinitionsPayload)
  disableDefinitions(
    @Arg('ids', () => [ID]) ids: string[],
    @Ctx() { session }: GraphContext,
  ): Promise<DefinitionsPayload> {
    return present(ids, (input) => this.commands.disable(input, session as Session));
  }

  @Authorized('definition:deploy')
  @Mutation(() => DefinitionsPayload)
  enableDefinitions(
    @Arg('ids', () => [ID]) ids: string[],
    @Ctx() { session }: GraphContext,
  ): Promise<DefinitionsPayload> {
    return present(ids, (input) => this.commands.enable(input, session as Session));
  }

  @Authorized('definition:edit')
  @Mutation(() => DefinitionsPayload)
  deleteDrafts(@Arg('ids', () => [ID]) ids: string[], @Ctx() { session }: GraphContext): Promise<DefinitionsPayload> {
    return present(ids, async (input) => {
      const { problems, definition } = await this.commands.deleteDraft(input, session as Session);
      return { problems, definition: problems.length > 0 ? definition : null };
    });
  }
}

async function present(ids: readonly string[], change: Parameters<typeof changeMany>[1]): Promise<DefinitionsPayload> {
  if (ids.length > MOST_AT_ONCE)
    return { results: [], problems: [tooManyDefinitions(MOST_AT_ONCE)] as DefinitionsPayload['problems'] };
  return { results: (await changeMany(ids, change)).map(presentOne), problems: [] };
}

const presentOne = ({ id, outcome }: ManyOutcome[number]): DefinitionResultType => ({
  id,
  definition: outcome.definition && presentDefinition(outcome.definition),
  problems: outcome.problems as DefinitionResultType['problems'],
});
