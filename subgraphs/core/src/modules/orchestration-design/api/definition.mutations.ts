import type { GraphContext, Session } from '@wecube/kit';
import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { DefinitionOutcome } from '../app/change-definition.ts';
import type { DefinitionCommands } from '../module.ts';
import { CreateDefinitionInput, DefinitionActionInput, SaveDraftInput, toLink, toNode } from './definition.inputs.ts';
import { DefinitionPayload, DeletePayload, presentDefinition } from './definition.types.ts';

@Resolver()
export class DefinitionMutations {
  constructor(private readonly commands: DefinitionCommands) {}

  @Authorized('definition:edit')
  @Mutation(() => DefinitionPayload)
  async createDefinition(
    @Arg('input', () => CreateDefinitionInput) input: CreateDefinitionInput,
    @Ctx() context: GraphContext,
  ): Promise<DefinitionPayload> {
    return payload(await this.commands.create(input, sessionOf(context)));
  }

  @Authorized('definition:edit')
  @Mutation(() => DefinitionPayload)
  async saveDraft(
    @Arg('input', () => SaveDraftInput) input: SaveDraftInput,
    @Ctx() context: GraphContext,
  ): Promise<DefinitionPayload> {
    const draft = { ...input, nodes: input.nodes.map(toNode), links: input.links.map(toLink) };
    return payload(await this.commands.save(draft, sessionOf(context)));
  }

  @Authorized('definition:deploy')
  @Mutation(() => DefinitionPayload)
  async deployDefinition(
    @Arg('input', () => DefinitionActionInput) input: DefinitionActionInput,
    @Ctx() context: GraphContext,
  ): Promise<DefinitionPayload> {
    return payload(await this.commands.deploy(input, sessionOf(context)));
  }

  @Authorized('definition:deploy')
  @Mutation(() => DefinitionPayload)
  async disableDefinition(
    @Arg('input', () => DefinitionActionInput) input: DefinitionActionInput,
    @Ctx() context: GraphContext,
  ): Promise<DefinitionPayload> {
    return payload(await this.commands.disable(input, sessionOf(context)));
  }

  @Authorized('definition:deploy')
  @Mutation(() => DefinitionPayload)
  async enableDefinition(
    @Arg('input', () => DefinitionActionInput) input: DefinitionActionInput,
    @Ctx() context: GraphContext,
  ): Promise<DefinitionPayload> {
    return payload(await this.commands.enable(input, sessionOf(context)));
  }

  @Authorized('definition:edit')
  @Mutation(() => DefinitionPayload, { description: 'The next version of the same orchestration, as a draft.' })
  async newDraftFromDefinition(
    @Arg('input', () => DefinitionActionInput) input: DefinitionActionInput,
    @Ctx() context: GraphContext,
  ): Promise<DefinitionPayload> {
    return payload(await this.commands.newDraft(input, sessionOf(context)));
  }

  @Authorized('definition:edit')
  @Mutation(() => DefinitionPayload, { description: 'A new orchestration with the same content, as a draft.' })
  async copyDefinition(
    @Arg('input', () => DefinitionActionInput) input: DefinitionActionInput,
    @Ctx() context: GraphContext,
  ): Promise<DefinitionPayload> {
    return payload(await this.commands.copy(input, sessionOf(context)));
  }

  @Authorized('definition:edit')
  @Mutation(() => DeletePayload)
  async deleteDraft(
    @Arg('input', () => DefinitionActionInput) input: DefinitionActionInput,
    @Ctx() context: GraphContext,
  ): Promise<DeletePayload> {
    const { problems } = await this.commands.deleteDraft(input, sessionOf(context));
    return { deletedId: problems.length === 0 ? input.id : null, problems: problems as DeletePayload['problems'] };
  }
}

/** `@Authorized` lets nobody in without a session. */
const sessionOf = (context: GraphContext) => context.session as Session;

function payload({ definition, problems }: DefinitionOutcome): DefinitionPayload {
  return {
    definition: definition && presentDefinition(definition),
    problems: problems as DefinitionPayload['problems'],
  };
}
