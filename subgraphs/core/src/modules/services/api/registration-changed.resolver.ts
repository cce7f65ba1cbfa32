import type { GraphContext, PubSub, Session } from '@wecube/kit';
import { Authorized, Ctx, Resolver, Root, Subscription } from 'type-graphql';
import { REGISTRATION_CHANGED, type RegistrationEvent } from '../app/publish-change.ts';
import type { Registrations } from '../module.ts';
import { ServiceRegistrationChangedObject } from './registration.object.ts';

/** A class per module instance, since type-graphql takes a subscription's source in its decorator. */
export function registrationChangedResolver(pubSub: PubSub, reads: Registrations) {
  @Resolver()
  class RegistrationChangedResolver {
    @Authorized('service:read')
    @Subscription(() => ServiceRegistrationChangedObject, {
      description: 'Changes of any registration; of one that the own roles may not see only that there was one.',
      subscribe: () => pubSub.subscribe<RegistrationEvent>(REGISTRATION_CHANGED),
    })
    async serviceRegistrationChanged(
      @Root() event: RegistrationEvent,
      @Ctx() { session }: GraphContext,
    ): Promise<ServiceRegistrationChangedObject> {
      const hidden = await reads.hidden(session as Session);
      const registration = hidden.includes(event.subject) ? null : await reads.find(event.subject);
      return { ...event, registration };
    }
  }
  return [RegistrationChangedResolver, new RegistrationChangedResolver()] as const;
}
