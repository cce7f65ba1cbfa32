import { ConnectionArgs, type GraphContext, pageArgs, type Session, stringWhere, toConnection } from '@wecube/kit';
import { Arg, Args, Authorized, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { RegistrationWhere } from '../data/registrations.ts';
import type { RegistrationCommands, Registrations } from '../module.ts';
import {
  CopyRegistrationInputType,
  SaveRegistrationInputType,
  ServiceRegistrationActionInput,
  SetStatusInput,
} from './registration.inputs.ts';
import {
  ServiceRegistrationConnection,
  ServiceRegistrationFilter,
  ServiceRegistrationObject,
  ServiceRegistrationPayload,
} from './registration.object.ts';
import { toSaving } from './to-saving.ts';

@Resolver(() => ServiceRegistrationObject)
export class ServiceRegistrationsResolver {
  constructor(
    private readonly reads: Registrations,
    private readonly commands: RegistrationCommands,
  ) {}

  @Authorized('service:read')
  @Query(() => ServiceRegistrationConnection, { description: 'By their titles; only what the own roles may see.' })
  async serviceRegistrations(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Arg('where', () => ServiceRegistrationFilter, { nullable: true }) filter: ServiceRegistrationFilter | null,
    @Ctx() { session }: GraphContext,
  ) {
    const page = pageArgs(args);
    const hidden = await this.reads.hidden(session as Session);
    const where = { AND: [toWhere(filter), { id: { notIn: hidden } }] };
    return toConnection({
      rows: await this.reads.page(where, page),
      page,
      cursorOf: ({ title }) => [title], // unique
      count: () => this.reads.count(where),
    });
  }

  @Authorized('service:read')
  @Query(() => ServiceRegistrationObject, { nullable: true })
  async serviceRegistration(
    @Arg('id', () => ID) id: string,
    @Ctx() { session }: GraphContext,
  ): Promise<ServiceRegistrationObject | null> {
    const hidden = await this.reads.hidden(session as Session);
    return hidden.includes(id) ? null : this.reads.find(id);
  }

  @Authorized('service:manage')
  @Mutation(() => ServiceRegistrationPayload)
  saveServiceRegistration(
    @Arg('input', () => SaveRegistrationInputType) input: SaveRegistrationInputType,
    @Ctx() { session }: GraphContext,
  ): Promise<ServiceRegistrationPayload> {
    return this.commands.save(toSaving(input), session as Session) as Promise<ServiceRegistrationPayload>;
  }

  @Authorized('service:manage')
  @Mutation(() => ServiceRegistrationPayload, {
    description: 'Enables it when nothing stands in the way; disables it when no deployed orchestration calls it.',
  })
  setServiceRegistrationStatus(
    @Arg('input', () => SetStatusInput) input: SetStatusInput,
    @Ctx() { session }: GraphContext,
  ): Promise<ServiceRegistrationPayload> {
    return this.commands.setStatus(input, session as Session) as Promise<ServiceRegistrationPayload>;
  }

  @Authorized('service:manage')
  @Mutation(() => ServiceRegistrationPayload, { description: 'Makes one of another name, disabled at first.' })
  copyServiceRegistration(
    @Arg('input', () => CopyRegistrationInputType) input: CopyRegistrationInputType,
    @Ctx() { session }: GraphContext,
  ): Promise<ServiceRegistrationPayload> {
    return this.commands.copy(input, session as Session) as Promise<ServiceRegistrationPayload>;
  }

  @Authorized('service:manage')
  @Mutation(() => ServiceRegistrationPayload, { description: 'Deletes one that was made or imported here.' })
  deleteServiceRegistration(
    @Arg('input', () => ServiceRegistrationActionInput) input: ServiceRegistrationActionInput,
    @Ctx() { session }: GraphContext,
  ): Promise<ServiceRegistrationPayload> {
    return this.commands.remove(input, session as Session) as Promise<ServiceRegistrationPayload>;
  }
}

function toWhere(filter: ServiceRegistrationFilter | null): RegistrationWhere {
  const where: RegistrationWhere = {};
  for (const field of ['title', 'packageName', 'pluginName', 'targetEntity'] as const) {
    const condition = stringWhere(filter?.[field]);
    if (condition) where[field] = condition;
  }
  if (filter?.status != null) where.status = filter.status;
  return where;
}
