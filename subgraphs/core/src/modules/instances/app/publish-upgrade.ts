import { newId, type PubSub } from '@wecube/kit';
import type { UpgradeRecord } from '../domain/rolling-upgrade.ts';

export const UPGRADE_TOPIC = 'upgradeChanged';

/** A step of a rolling upgrade, as live subscribers get it. */
export type UpgradeEvent = {
  id: string;
  type: 'UPGRADE';
  subject: string;
  version: number;
  at: Date;
  upgrade: UpgradeRecord;
};

export function publishUpgrade({ pubSub, now }: { pubSub: PubSub; now: number }, upgrade: UpgradeRecord): void {
  const { id: subject, rowVersion: version } = upgrade;
  const event: UpgradeEvent = { id: newId('evt'), type: 'UPGRADE', subject, version, at: new Date(now), upgrade };
  pubSub.publish(UPGRADE_TOPIC, event);
}
