import { type Connection, pageArgs, toConnection } from '@wecube/kit';
import { Arg, Args, Authorized, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { DefinitionOrder } from '../data/definition-list.ts';
import type { DefinitionReads } from '../module.ts';
import { DefinitionsArgs } from './definition.inputs.ts';
import { DefinitionConnection, DefinitionType, DesignProblemType, presentDefinition } from './definition.types.ts';

@Resolver(() => DefinitionType)
export class DefinitionQueries {
  constructor(private readonly reads: DefinitionReads) {}

  @Authorized('definition:read')
  @Query(() => DefinitionConnection)
  async definitions(@Args(() => DefinitionsArgs) args: DefinitionsArgs): Promise<Connection<DefinitionType>> {
    const page = pageArgs(args);
    const filter = args.where ?? {};
    const order: DefinitionOrder = args.orderBy ?? { field: 'UPDATED_AT', direction: 'DESC' };
    return toConnection({
      rows: await this.reads.list(filter, order, page),
      page,
      cursorOf: (row) => [order.field === 'NAME' ? row.name : row.updatedAt.getTime(), row.id],
      count: () => this.reads.count(filter),
      present: presentDefinition,
    });
  }

  @Authorized('definition:read')
  @Query(() => DefinitionType, { nullable: true })
  async definition(@Arg('id', () => ID) id: string): Promise<DefinitionType | null> {
    const found = await this.reads.find(id);
    return found && presentDefinition(found);
  }

  @FieldResolver(() => [DesignProblemType], { description: 'Everything that is wrong with it as things are now.' })
  problems(@Root() definition: DefinitionType): Promise<readonly DesignProblemType[]> {
    return this.reads.problems(definition);
  }

  @FieldResolver(() => [DefinitionType], { description: 'All versions of the key, newest first.' })
  async versions(@Root() { key }: DefinitionType): Promise<readonly DefinitionType[]> {
    return (await this.reads.versions(key)).map(presentDefinition);
  }
}
