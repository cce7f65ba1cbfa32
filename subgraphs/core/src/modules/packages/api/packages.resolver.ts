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
import type { PackageResult } from '../app/change-package.ts';
import type { PackageWhere } from '../data/packages.ts';
import type { PackagesFace } from '../module.ts';
import {
  ActivatePackageInput,
  DecommissionPackageInput,
  PackageCheckObject,
  PackageConnection,
  PackageFilter,
  PackageObject,
  PackageOrder,
  PackageOrderField,
  PackagePayload,
  RegisterPackageInput,
} from './package.object.ts';
import { presentPackage } from './present-package.ts';

@Resolver(() => PackageObject)
export class PackagesResolver {
  constructor(private readonly packages: PackagesFace) {}

  @Authorized('package:read')
  @Query(() => PackageConnection, { name: 'packages' })
  async listPackages(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Arg('where', () => PackageFilter, { nullable: true }) filter: PackageFilter | null,
    @Arg('orderBy', () => PackageOrder, { nullable: true }) order: PackageOrder | null,
  ) {
    const page = pageArgs(args);
    const where = toWhere(filter);
    const keys = toKeys(order);
    return toConnection({
      rows: await this.packages.list(where, page, keys),
      page,
      cursorOf: (pack) => keys.map(({ field }) => cursorPart(pack[field as 'name' | 'uploadedAt' | 'id'])),
      count: () => this.packages.count(where),
      present: presentPackage,
    });
  }

  @Authorized('package:read')
  @Query(() => PackageObject, { nullable: true })
  async package(@Arg('id', () => ID) id: string): Promise<PackageObject | null> {
    const pack = await this.packages.findPackage(id);
    return pack && presentPackage(pack);
  }

  @Authorized('package:read')
  @FieldResolver(() => [PackageCheckObject], {
    description: 'What stands in the way of putting the package in use, and warnings; empty when nothing does.',
  })
  checks(@Root() { id }: PackageObject): Promise<PackageCheckObject[]> {
    return this.packages.checks(id);
  }

  @Authorized('package:read')
  @FieldResolver(() => [PackageObject], { description: 'Every version of its name, the newest first.' })
  async versions(@Root() { name }: PackageObject): Promise<PackageObject[]> {
    return (await this.packages.versions(name)).map(presentPackage);
  }

  @Authorized('package:register')
  @Mutation(() => PackagePayload, {
    description: 'Puts a registered version in use again in place of the present one: the roll back of an upgrade.',
  })
  async activatePackage(
    @Arg('input', () => ActivatePackageInput) { id }: ActivatePackageInput,
    @Ctx() { session }: GraphContext,
  ): Promise<PackagePayload> {
    return payload(await this.packages.activatePackage(id, session as Session));
  }

  @Authorized('package:register')
  @Mutation(() => PackagePayload)
  async registerPackage(
    @Arg('input', () => RegisterPackageInput) { id }: RegisterPackageInput,
    @Ctx() { session }: GraphContext,
  ): Promise<PackagePayload> {
    return payload(await this.packages.registerPackage(id, session as Session));
  }

  @Authorized('package:decommission')
  @Mutation(() => PackagePayload)
  async decommissionPackage(
    @Arg('input', () => DecommissionPackageInput) { id }: DecommissionPackageInput,
    @Ctx() { session }: GraphContext,
  ): Promise<PackagePayload> {
    return payload(await this.packages.decommissionPackage(id, session as Session));
  }
}

function payload({ package: pack, problems }: PackageResult): PackagePayload {
  return { package: pack && presentPackage(pack), problems: problems as PackagePayload['problems'] };
}

function toWhere(filter: PackageFilter | null): PackageWhere {
  const where: PackageWhere = {};
  const name = stringWhere(filter?.name);
  if (name) where.name = name;
  if (filter?.status) where.status = { in: filter.status };
  if (filter?.active != null) where.activeName = filter.active ? { not: null } : null;
  return where;
}

function toKeys(order: PackageOrder | null): KeyOrder[] {
  const direction = order?.direction === OrderDirection.ASC ? 'asc' : 'desc';
  const byTime: KeyOrder = { field: 'uploadedAt', direction, time: true };
  const first = order?.field === PackageOrderField.NAME ? [{ field: 'name', direction } as const, byTime] : [byTime];
  return [...first, { field: 'id', direction }];
}

const cursorPart = (value: string | Date) => (value instanceof Date ? value.getTime() : value);
