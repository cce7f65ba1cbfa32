import { newId, type Session, toError } from '@wecube/kit';
import type { CoreTransaction } from '@wecube/prisma';
import { sayResource } from '../../resources/index.ts';
import type { InstanceNeeds, InstanceRecord } from '../domain/instance.ts';
import type { Place } from './choose-place.ts';
import type { InstanceDependencies } from './dependencies.ts';

type Dependencies = Pick<InstanceDependencies, 'repository' | 'audit' | 'clock' | 'resources'>;
export type InsertOptions = { needs: InstanceNeeds; idempotencyKey: string | null } & Partial<
  Pick<InstanceRecord, 'traffic' | 'replaces' | 'upgradeId'>
>;

/** Writes a new instance that waits for its launch, with its audit entry, and gives its id. */
export async function insertInstance(
  { repository, audit, clock, resources }: Dependencies,
  tx: CoreTransaction,
  session: Session,
  { pack, host, reason }: Place,
  options: InsertOptions,
): Promise<string> {
  if (!(await resources.hold(tx, host.id))) throw toError(sayResource('SERVER_DISABLED', { server: host.name }));
  const id = newId('inst');
  const name = `${pack.name}-${id.slice(-6)}`;
  const launch = { packageId: pack.id, packageName: pack.name, packageVersion: pack.version, hostId: host.id };
  await repository.insert(tx, {
    ...{ id, name, ...launch, address: host.address, placement: reason },
    ...{ launchedAt: new Date(clock.now()), launchedBy: session.name, ...options },
  });
  const why = options.replaces ? { replaces: options.replaces } : {};
  const detail = { ...launch, placement: reason.message, ...why };
  await audit.record(tx, { session, action: 'instance:launch', subject: id, outcome: 'DONE', detail });
  return id;
}
