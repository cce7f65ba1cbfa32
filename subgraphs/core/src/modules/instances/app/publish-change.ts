import { newId, type PubSub } from '@wecube/kit';
import type { InstanceRecord } from '../domain/instance.ts';

export const INSTANCE_TOPIC = 'instanceChanged';
/** Says that instances to call, or packages to serve, are not what they were. */
export const REGISTRY_TOPIC = 'pluginRegistryChanged';

/** A change of an instance, as live subscribers get it. */
export type InstanceEvent = {
  id: string;
  type: 'LAUNCH_BEGUN' | 'STEP' | 'STATUS' | 'REMOVED';
  subject: string;
  version: number;
  at: Date;
  data: Record<string, unknown>;
  instance: InstanceRecord;
};

/** Tells subscribers of a committed change. */
export function publishChange(
  { pubSub, now }: { pubSub: PubSub; now: number },
  type: InstanceEvent['type'],
  instance: InstanceRecord | null,
  data: Record<string, unknown> = {},
): void {
  if (!instance) return;
  const { id: subject, rowVersion: version, status } = instance;
  const event: InstanceEvent = {
    ...{ id: newId('evt'), type, subject, version, at: new Date(now) },
    data: { status, ...data },
    instance,
  };
  pubSub.publish(INSTANCE_TOPIC, event);
  if (type !== 'STEP') pubSub.publish(REGISTRY_TOPIC, true);
}
