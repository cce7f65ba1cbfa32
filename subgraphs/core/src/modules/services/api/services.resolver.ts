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
    @Ctx() { session }: GraphContext,
  ) {
    const page = pageArgs(args);
    const hidden = await this.face.hidden(session as Session);
    const where = { AND: [toWhere(filter), { registrationId: { notIn: hidden } }] };
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
  async service(@Arg('id', () => ID) id: string, @Ctx() { session }: GraphContext): Promise<ServiceObject | null> {
    const found = await this.face.findById(id);
    const hidden = found ? await this.face.hidden(session as Session) : [];
    return found && !hidden.includes(found.registrationId) ? found : null;
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
  async services(@Root() { id }: PackageObject, @Ctx() { session }: GraphContext): Promise<ServiceObject[]> {
    const [found, hidden] = await Promise.all([this.face.ofPackage(id), this.face.hidden(session as Session)]);
    return found.filter(({ registrationId }) => !hidden.includes(registrationId));
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
