import { type Connection, type CursorPart, type GraphContext, pageArgs, toConnection } from '@wecube/kit';
import { Arg, Args, Authorized, Ctx, Query, Resolver } from 'type-graphql';
import { comparePositions, type SortKey, sortKey } from '../domain/compare-objects.ts';
import type { DataObject } from '../domain/data-object.ts';
import type { Objects } from '../module.ts';
import { DataObjectConnection, DataObjectType, ObjectsArgs, presentObject } from './data-object.types.ts';

@Resolver()
export class ObjectsResolver {
  constructor(private readonly allObjects: Objects) {}

  @Authorized('object:read')
  @Query(() => DataObjectConnection)
  async objects(
    @Args(() => ObjectsArgs) args: ObjectsArgs,
    @Ctx() { signal }: GraphContext,
  ): Promise<Connection<DataObjectType>> {
    const page = pageArgs(args);
    const found = await this.allObjects.query({
      entity: args.entity,
      where: args.where ?? [],
      orderBy: args.orderBy ?? undefined,
      search: args.search,
      signal,
    });
    const order = args.orderBy ?? undefined;
    const ordered = page.backwards ? [...found].reverse() : found;
    const behind = page.cursor ? ordered.filter(behindCursor(page.cursor, order, page.backwards)) : ordered;
    return toConnection({
      rows: behind.slice(0, page.take + 1),
      page,
      cursorOf: (object) => [sortKey(object, order), object.objectId],
      count: async () => found.length,
      present: presentObject,
    });
  }

  @Authorized('object:read')
  @Query(() => DataObjectType, { nullable: true })
  async object(
    @Arg('entity', () => String) entity: string,
    @Arg('objectId', () => String) objectId: string,
    @Ctx() { signal }: GraphContext,
  ): Promise<DataObjectType | null> {
    const found = await this.allObjects.find(entity, objectId, signal);
    return found && presentObject(found);
  }
}

type Order = ObjectsArgs['orderBy'];

/** A cursor is a place in the order, so it holds even when its object is gone. */
function behindCursor(cursor: readonly CursorPart[], order: Order | undefined, backwards: boolean) {
  const place: [SortKey, string] = [cursor[0] ?? null, String(cursor[1] ?? '')];
  return (object: DataObject) => {
    const compared = comparePositions(
      [sortKey(object, order ?? undefined), object.objectId],
      place,
      order ?? undefined,
    );
    return backwards ? compared < 0 : compared > 0;
  };
}
