import type { GraphContext, Session } from '@wecube/kit';
import { can } from '@wecube/kit';
import { Authorized, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { mayManage } from '../domain/access.ts';
import type { RegistrationRecord } from '../domain/registration.ts';
import type { Registrations } from '../module.ts';
import {
  ServiceFindingObject,
  ServiceOfferObject,
  ServiceRegistrationObject,
  ServiceUseObject,
} from './registration.object.ts';
import { ServiceObject } from './service.object.ts';

/** Roots are the records themselves. */
@Resolver(() => ServiceRegistrationObject)
export class ServiceRegistrationFieldsResolver {
  constructor(private readonly reads: Registrations) {}

  @Authorized('service:read')
  @FieldResolver(() => [ServiceObject])
  services(@Root() { id }: RegistrationRecord): Promise<ServiceObject[]> {
    return this.reads.servicesOf(id);
  }

  @Authorized('service:read')
  @FieldResolver(() => [ServiceFindingObject], { description: 'As the data model and its package are now.' })
  findings(@Root() registration: RegistrationRecord): Promise<readonly ServiceFindingObject[]> {
    return this.reads.findings(registration);
  }

  @Authorized('service:read')
  @FieldResolver(() => [ServiceOfferObject], { description: 'Interfaces that it may be given.' })
  offered(@Root() registration: RegistrationRecord): Promise<readonly ServiceOfferObject[]> {
    return this.reads.offered(registration);
  }

  @Authorized('service:read')
  @FieldResolver(() => [ServiceUseObject], { description: 'Deployed orchestrations that call its services.' })
  uses(@Root() registration: RegistrationRecord): Promise<readonly ServiceUseObject[]> {
    return this.reads.uses(registration);
  }

  @Authorized('service:read')
  @FieldResolver(() => Boolean, { description: 'Whether the person who asks may change it.' })
  mayManage(@Root() { roles }: RegistrationRecord, @Ctx() { session }: GraphContext): boolean {
    return can(session, 'service:manage') && mayManage(session as Session, roles);
  }
}
