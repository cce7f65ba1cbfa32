import { type Clock, newId, type PubSub } from '@wecube/kit';
import type { PackageRecord } from '../domain/package.ts';

export const PACKAGE_CHANGED = 'packageChanged';

/** The hint of a change; whoever gets it reads the package itself. */
export type PackageEvent = {
  id: string;
  type: string;
  subject: string;
  version: number;
  at: Date;
  data: { name: string; packageVersion: string; status: string; active: boolean };
};

/** Tells live subscribers; call it after the transaction. */
export function publishChange(deps: { clock: Clock; pubSub: PubSub }, pack: PackageRecord, type: string): void {
  const event: PackageEvent = {
    id: newId('evt'),
    type,
    subject: pack.id,
    version: pack.rowVersion,
    at: new Date(deps.clock.now()),
    data: { name: pack.name, packageVersion: pack.version, status: pack.status, active: pack.active },
  };
  deps.pubSub.publish(PACKAGE_CHANGED, event);
}
