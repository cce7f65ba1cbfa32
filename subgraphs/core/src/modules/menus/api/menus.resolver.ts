import { type GraphContext, LocalizedText, type Session } from '@wecube/kit';
import { Authorized, Ctx, Field, ObjectType, Query, Resolver } from 'type-graphql';
import type { Menus } from '../module.ts';

@ObjectType('MenuItem')
export class MenuItemObject {
  @Field(() => String) code!: string;
  @Field(() => String, { description: 'Code of the root it stands under; empty for a root.' }) category!: string;
  @Field(() => LocalizedText) label!: LocalizedText;
  @Field(() => String) path!: string;
  @Field(() => String, { nullable: true, description: 'The package that injects it.' }) packageName!: string | null;
  @Field(() => Boolean, { description: 'An instance of the package runs.' }) active!: boolean;
}

@Resolver()
export class MenusResolver {
  constructor(private readonly face: Menus) {}

  @Authorized('menu:read')
  @Query(() => [MenuItemObject])
  menus(@Ctx() { session }: GraphContext): Promise<MenuItemObject[]> {
    return this.face.list(session as Session);
  }
}
