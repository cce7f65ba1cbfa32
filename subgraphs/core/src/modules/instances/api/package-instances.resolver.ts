import { Authorized, FieldResolver, Resolver, Root } from 'type-graphql';
import { PackageObject } from '../../packages/index.ts';
import type { InstanceRepository } from '../data/instance-repository.ts';
import { InstanceType } from './instance.types.ts';
import { presentInstance } from './present-instance.ts';

/** Adds its instances to a package, which knows nothing of them. */
@Resolver(() => PackageObject)
export class PackageInstancesResolver {
  constructor(private readonly repository: Pick<InstanceRepository, 'list'>) {}

  @Authorized('instance:read')
  @FieldResolver(() => [InstanceType])
  async instances(@Root() { id }: PackageObject): Promise<InstanceType[]> {
    return (await this.repository.list({ packageId: id, status: { not: 'REMOVED' } })).map(presentInstance);
  }
}
