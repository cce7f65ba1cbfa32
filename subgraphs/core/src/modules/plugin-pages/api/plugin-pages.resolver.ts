import { Authorized, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import type { PackagePages } from '../app/list-pages.ts';

@ObjectType('PluginPages', { description: 'What a package brings to be shown in the portal.' })
export class PluginPagesObject implements PackagePages {
  @Field(() => ID) packageId!: string;
  @Field(() => String) packageName!: string;
  @Field(() => String) packageVersion!: string;
  @Field(() => Boolean, { description: 'An instance of the package runs.' }) active!: boolean;
  @Field(() => [String], { description: 'Where its files are, on the origin of plugin pages.' }) paths!: string[];
}

@Resolver()
export class PluginPagesResolver {
  constructor(private readonly list: () => Promise<PackagePages[]>) {}

  @Authorized('menu:read')
  @Query(() => [PluginPagesObject], { description: 'The pages of active packages.' })
  pluginPages(): Promise<PluginPagesObject[]> {
    return this.list();
  }
}
