import type { PubSub } from '@wecube/kit';
import { Authorized, Resolver, Root, Subscription } from 'type-graphql';
import { PACKAGE_CHANGED, type PackageEvent } from '../app/publish-change.ts';
import type { PackagesFace } from '../module.ts';
import { PackageChangedObject } from './package.object.ts';
import { presentPackage } from './present-package.ts';

/** A class per module instance, since type-graphql takes a subscription's source in its decorator. */
export function packageChangedResolver(pubSub: PubSub, packages: PackagesFace) {
  @Resolver()
  class PackageChangedResolver {
    @Authorized('package:read')
    @Subscription(() => PackageChangedObject, {
      description: 'Changes of any package.',
      subscribe: () => pubSub.subscribe<PackageEvent>(PACKAGE_CHANGED),
    })
    async packageChanged(@Root() event: PackageEvent): Promise<PackageChangedObject> {
      const pack = await packages.findPackage(event.subject);
      return { ...event, package: pack && presentPackage(pack) };
    }
  }
  return [PackageChangedResolver, new PackageChangedResolver()] as const;
}
