import {
  ConnectionArgs,
  type GraphContext,
  type KeyOrder,
  OrderDirection,
  pageArgs,
  type Session,
  stringWhere,
  toConnection,
} from '@wecube/kit';
import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { PackageObject } from '../../packages/index.ts';
import type { ServiceWhere } from '../data/services.ts';
import type { Services } from '../module.ts';
import {
  ServiceConnection,
  ServiceFilter,
  ServiceObject,
  ServiceOrder,
  ServicePayload,
  UpdateServiceInput,
} from './service.object.ts';

@Resolver(() => ServiceObject)
export class ServicesResolver {
  constructor(private readonly face: Services) {}

  @Authorized('service:read')
  @Query(() => ServiceConnection)
  async services(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Arg('where', () => ServiceFilter, { nullable: true }) filter: ServiceFilter | null,
    @Arg('orderBy', () => ServiceOrder, { nullable: true }) order: ServiceOrder | null,
  ) {
    const page = pageArgs(args);
    const where = toWhere(filter);
    const keys: KeyOrder[] = [{ field: 'name', direction: order?.direction === OrderDirection.DESC ? 'desc' : 'asc' }];
    return toConnection({
      rows: await this.face.page(where, page, keys),
      page,
      cursorOf: ({ name }) => [name], // unique
      count: () => this.face.count(where),
    });
  }

  @Authorized('service:read')
  @Query(() => ServiceObject, { nullable: true })
  service(@Arg('id', () => ID) id: string): Promise<ServiceObject | null> {
    return this.face.findById(id);
  }

  @Authorized('service:manage')
  @Mutation(() => ServicePayload)
  updateService(
    @Arg('input', () => UpdateServiceInput) input: UpdateServiceInput,
    @Ctx() { session }: GraphContext,
  ): Promise<ServicePayload> {
    return this.face.update(input, session as Session) as Promise<ServicePayload>;
  }
}

@Resolver(() => PackageObject)
export class PackageServicesResolver {
  constructor(private readonly face: Services) {}

  @Authorized('service:read')
  @FieldResolver(() => [ServiceObject], {
    description: 'What this version of the package offers; empty while it is not active.',
  })
  services(@Root() { id }: PackageObject): Promise<ServiceObject[]> {
    return this.face.ofPackage(id);
  }
}

function toWhere(filter: ServiceFilter | null): ServiceWhere {
  const where: ServiceWhere = {};
  for (const field of ['name', 'packageName', 'targetEntity'] as const) {
    const condition = stringWhere(filter?.[field]);
    if (condition) where[field] = condition;
  }
  if (filter?.enabled != null) where.enabled = filter.enabled;
  return where;
}
