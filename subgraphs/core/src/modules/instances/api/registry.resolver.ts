import type { GraphContext, PubSub, Session } from '@wecube/kit';
import { Arg, Authorized, Ctx, Directive, Mutation, Query, Resolver, Subscription } from 'type-graphql';
import { REGISTRY_TOPIC } from '../app/publish-change.ts';
import type { ReadRegistry } from '../app/read-registry.ts';
import type { UserToken } from '../app/user-token.ts';
import type { PackageCatalogue } from '../ports.ts';
import { RegistryPackageType } from './registry.types.ts';

export type RegistryUseCases = {
  readRegistry: ReadRegistry;
  userToken: UserToken;
  reportComposition: PackageCatalogue['reportComposition'];
};

/** The door of the adapter host. It is hidden from the supergraph and open to services of the platform only. */
export function registryResolver(pubSub: PubSub, useCases: RegistryUseCases) {
  @Resolver()
  class RegistryResolver {
    @Directive('@inaccessible')
    @Authorized('internal:registry')
    @Query(() => [RegistryPackageType])
    async pluginRegistry(): Promise<RegistryPackageType[]> {
      return useCases.readRegistry();
    }

    @Directive('@inaccessible')
    @Authorized('internal:registry')
    @Query(() => String, {
      nullable: true,
      description: 'A token by which the plugin of a package knows a user; null where it may have none',
    })
    async pluginUserToken(
      @Arg('packageName', () => String) packageName: string,
      @Arg('userName', () => String) userName: string,
      @Arg('roles', () => [String]) roles: string[],
    ): Promise<string | null> {
      return useCases.userToken(packageName, { name: userName, roles });
    }

    @Directive('@inaccessible')
    @Authorized('internal:registry')
    @Mutation(() => Boolean, {
      description: 'Whether the graph took the subgraph of a package; false when that was known',
    })
    async reportComposition(
      @Arg('packageName', () => String) packageName: string,
      @Arg('error', () => String, { nullable: true }) error: string | null,
      @Ctx() { session }: GraphContext,
    ): Promise<boolean> {
      return useCases.reportComposition(packageName, error ?? null, session as Session);
    }

    @Directive('@inaccessible')
    @Authorized('internal:registry')
    @Subscription(() => Boolean, { subscribe: () => pubSub.subscribe(REGISTRY_TOPIC) })
    pluginRegistryChanged(): boolean {
      return true;
    }
  }
  return [RegistryResolver, new RegistryResolver()] as const;
}
