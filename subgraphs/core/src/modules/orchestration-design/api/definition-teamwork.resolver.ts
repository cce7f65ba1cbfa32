import { can, type GraphContext, type Session } from '@wecube/kit';
import { Arg, Authorized, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { CommentOutcome } from '../app/comment-definition.ts';
import { mayManage, mayUse } from '../domain/access.ts';
import type { DefinitionReads, TeamworkCommands } from '../module.ts';
import { DefinitionType } from './definition.types.ts';
import {
  CommentDefinitionInput,
  DefinitionCommentPayload,
  DefinitionCommentType,
  DefinitionDiffType,
  DefinitionParentType,
  DefinitionPointInput,
  DefinitionStateType,
  FavouritePayload,
} from './definition-teamwork.types.ts';

/** What people who work on one orchestration need of each other: what changed, what is said, who may do what. */
@Resolver(() => DefinitionType)
export class DefinitionTeamworkResolver {
  constructor(
    private readonly reads: DefinitionReads,
    private readonly commands: TeamworkCommands,
  ) {}

  @Authorized('definition:read')
  @Query(() => DefinitionStateType, {
    nullable: true,
    description: 'What somebody who read this row version started from; null when it is no longer kept.',
  })
  definitionState(
    @Arg('id', () => ID) id: string,
    @Arg('rowVersion', () => Int) rowVersion: number,
    @Ctx() { session }: GraphContext,
  ): Promise<DefinitionStateType | null> {
    return this.reads.state({ id, rowVersion }, session as Session);
  }

  @Authorized('definition:read')
  @Query(() => DefinitionDiffType, { nullable: true, description: 'Null when one of the two is not there.' })
  definitionDiff(
    @Arg('from', () => DefinitionPointInput) from: DefinitionPointInput,
    @Arg('to', () => DefinitionPointInput) to: DefinitionPointInput,
    @Ctx() { session }: GraphContext,
  ): Promise<DefinitionDiffType | null> {
    return this.reads.compare(from, to, session as Session);
  }

  @Authorized('definition:comment')
  @Mutation(() => DefinitionCommentPayload)
  async commentDefinition(
    @Arg('input', () => CommentDefinitionInput) input: CommentDefinitionInput,
    @Ctx() { session }: GraphContext,
  ): Promise<DefinitionCommentPayload> {
    return payload(await this.commands.comment(input, session as Session));
  }

  @Authorized('definition:comment')
  @Mutation(() => DefinitionCommentPayload, { description: 'Settled, or open again.' })
  async settleDefinitionComment(
    @Arg('id', () => ID) id: string,
    @Arg('resolved', () => Boolean) resolved: boolean,
    @Ctx() { session }: GraphContext,
  ): Promise<DefinitionCommentPayload> {
    return payload(await this.commands.settleComment({ id, resolved }, session as Session));
  }

  @Authorized('definition:comment')
  @Mutation(() => DefinitionCommentPayload, { description: 'By who wrote it, or an administrator.' })
  async deleteDefinitionComment(
    @Arg('id', () => ID) id: string,
    @Ctx() { session }: GraphContext,
  ): Promise<DefinitionCommentPayload> {
    return payload(await this.commands.deleteComment(id, session as Session));
  }

  @Authorized('definition:favourite')
  @Mutation(() => FavouritePayload, { description: 'Keeps an orchestration at hand, in all of its versions.' })
  async keepFavourite(
    @Arg('key', () => String) key: string,
    @Arg('isFavourite', () => Boolean) isFavourite: boolean,
    @Ctx() { session }: GraphContext,
  ): Promise<FavouritePayload> {
    const problems = await this.commands.keepFavourite({ key, isFavourite }, session as Session);
    return { problems: problems as FavouritePayload['problems'] };
  }

  @FieldResolver(() => [DefinitionCommentType])
  comments(@Root() { id }: DefinitionType): Promise<readonly DefinitionCommentType[]> {
    return this.reads.comments(id);
  }

  @FieldResolver(() => Boolean)
  async isFavourite(@Root() { key }: DefinitionType, @Ctx() { session }: GraphContext): Promise<boolean> {
    return (await this.reads.favourites(session as Session)).has(key);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the own roles may change it.' })
  mayManage(@Root() definition: DefinitionType, @Ctx() { session }: GraphContext): boolean {
    return can(session, 'definition:edit') && mayManage(session, definition);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the own roles may run it.' })
  mayUse(@Root() definition: DefinitionType, @Ctx() { session }: GraphContext): boolean {
    return can(session, 'run:start') && mayUse(session, definition);
  }

  @FieldResolver(() => [DefinitionParentType], { description: 'Deployed orchestrations that run this version.' })
  async parents(
    @Root() { key, version }: DefinitionType,
    @Ctx() { session }: GraphContext,
  ): Promise<readonly DefinitionParentType[]> {
    const all = await this.reads.parents(key, version);
    const seen = await Promise.all(all.map(({ id }) => this.reads.seen(id, session as Session)));
    return all.filter((_, index) => seen[index]);
  }
}

const payload = ({ comment, problems }: CommentOutcome): DefinitionCommentPayload => ({
  comment,
  problems: problems as DefinitionCommentPayload['problems'],
});
