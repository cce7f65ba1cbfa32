import { type Connection, type GraphContext, pageArgs, type Session, toConnection } from '@wecube/kit';
import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { DefinitionOrder } from '../data/definition-list.ts';
import type { DefinitionReads } from '../module.ts';
import { DefinitionsArgs } from './definition.inputs.ts';
import { DefinitionConnection, DefinitionType, DesignProblemType, presentDefinition } from './definition.types.ts';

@Resolver(() => DefinitionType)
export class DefinitionQueries {
  constructor(private readonly reads: DefinitionReads) {}

  @Authorized('definition:read')
  @Query(() => DefinitionConnection)
  async definitions(
    @Args(() => DefinitionsArgs) args: DefinitionsArgs,
    @Ctx() context: GraphContext,
  ): Promise<Connection<DefinitionType>> {
    const page = pageArgs(args);
    const session = sessionOf(context);
    const filter = args.where ?? {};
    const order: DefinitionOrder = args.orderBy ?? { field: 'UPDATED_AT', direction: 'DESC' };
    return toConnection({
      rows: await this.reads.list(session, filter, order, page),
      page,
      cursorOf: (row) => [order.field === 'NAME' ? row.name : row.updatedAt.getTime(), row.id],
      count: () => this.reads.count(session, filter),
      present: presentDefinition,
    });
  }

  @Authorized('definition:read')
  @Query(() => DefinitionType, { nullable: true })
  async definition(@Arg('id', () => ID) id: string, @Ctx() context: GraphContext): Promise<DefinitionType | null> {
    const found = await this.reads.seen(id, sessionOf(context));
    return found && presentDefinition(found);
  }

  @FieldResolver(() => [DesignProblemType], { description: 'Everything that is wrong with it as things are now.' })
  problems(@Root() definition: DefinitionType): Promise<readonly DesignProblemType[]> {
    return this.reads.problems(definition);
  }

  @FieldResolver(() => [DefinitionType], { description: 'All versions of the key, newest first.' })
  async versions(@Root() { key }: DefinitionType, @Ctx() context: GraphContext): Promise<readonly DefinitionType[]> {
    return (await this.reads.versions(key, sessionOf(context))).map(presentDefinition);
  }
}

/** `@Authorized` lets nobody in without a session. */
const sessionOf = (context: GraphContext) => context.session as Session;
