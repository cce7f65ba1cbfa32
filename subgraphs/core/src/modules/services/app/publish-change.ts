import { type Clock, newId, type PubSub } from '@wecube/kit';

export const REGISTRATION_CHANGED = 'serviceRegistrationChanged';

/** The hint of a change; whoever gets it reads the registration itself. */
export type RegistrationEvent = {
  id: string;
  type: 'CHANGED' | 'DELETED';
  subject: string;
  version: number;
  at: Date;
};

/** Tells live subscribers; call it after the transaction. */
export function publishRegistration(
  deps: { clock: Clock; pubSub: PubSub },
  { id: subject, rowVersion: version }: { id: string; rowVersion: number },
  type: RegistrationEvent['type'] = 'CHANGED',
): void {
  const event: RegistrationEvent = { id: newId('evt'), type, subject, version, at: new Date(deps.clock.now()) };
  deps.pubSub.publish(REGISTRATION_CHANGED, event);
}
