import type { Said } from '@wecube/kit';
import type { CoreClient, CoreDatabase, CoreTransaction } from '@wecube/prisma';
import type { InstanceRecord } from '../domain/instance.ts';
import { LAUNCH_STEPS } from '../domain/launch-steps.ts';
import type { LocalizedText } from '../domain/localized-text.ts';
import { type InstanceStatus, NEEDING_FILES, type StepStatus, sourcesOf } from '../domain/status.ts';
import { toInstance } from './instance-rows.ts';

type Where = NonNullable<Parameters<CoreClient['instance']['findMany']>[0]>['where'];
type Connection = CoreClient | CoreTransaction;

export type NewInstance = Pick<
  InstanceRecord,
  'id' | 'packageId' | 'packageName' | 'packageVersion' | 'name' | 'hostId' | 'address' | 'launchedAt' | 'launchedBy'
> & { idempotencyKey: string | null };

/** Fields that a change of status may set beside it. */
export type InstanceChange = Partial<
  Pick<InstanceRecord, 'status' | 'desired' | 'port' | 'healthyAt' | 'launches' | 'nextLaunchAt'> & {
    error: Said | null;
  }
>;

export type StepChange = {
  status: StepStatus;
  detail?: Said | null;
  undo?: LocalizedText | null;
  startedAt?: Date;
  endedAt?: Date;
};

/** Instances and their launch steps. Every visible change raises `rowVersion`. */
export function createInstanceRepository(database: CoreDatabase) {
  const { client } = database;
  const find = (id: string) => findIn(client, id);
  return {
    find,
    findIn,
    /** Newest first. */
    list: (where: Where) => listIn(client, where),
    insert,
    async findByKey(idempotencyKey: string): Promise<InstanceRecord | null> {
      const [found] = await listIn(client, { idempotencyKey });
      return found ?? null;
    },
    /** Conditional on the statuses an instance may come from; `null` when it is in another one by now. */
    async change(id: string, from: readonly InstanceStatus[], change: InstanceChange): Promise<InstanceRecord | null> {
      return (await changeIn(client, id, from, change)) ? find(id) : null;
    },
    changeIn,
    /** Begins a launch with all steps waiting; `null` when none is wanted any more. */
    async beginLaunch(id: string): Promise<InstanceRecord | null> {
      const begun = await database.transaction(async (tx) => {
        const { count } = await tx.instance.updateMany({
          where: { id, desired: 'RUNNING', status: { in: sourcesOf('LAUNCHING') } },
          data: { status: 'LAUNCHING', nextLaunchAt: null, launches: { increment: 1 }, rowVersion: { increment: 1 } },
        });
        if (count > 0) await resetSteps(tx, id);
        return count > 0;
      });
      return begun ? find(id) : null;
    },
    async recordStep(id: string, key: string, change: StepChange): Promise<InstanceRecord | null> {
      const { undo, detail, ...fields } = change;
      const undone = undo === undefined ? {} : { undoEn: undo?.en ?? null, undoZh: undo?.zh ?? null };
      await database.transaction(async (tx) => {
        await tx.launchStep.updateMany({
          where: { instanceId: id, key },
          data: { ...fields, ...detailColumns(detail), ...undone },
        });
        await tx.instance.updateMany({ where: { id }, data: { rowVersion: { increment: 1 } } });
      });
      return find(id);
    },
    async setPort(id: string, port: number | null): Promise<void> {
      await client.instance.updateMany({ where: { id }, data: { port, rowVersion: { increment: 1 } } });
    },
    /** Not worth telling anybody: the row version stays. */
    async setLaunches(id: string, launches: number): Promise<void> {
      await client.instance.updateMany({ where: { id }, data: { launches } });
    },
    /** How many other instances on the host need the files of the same package version. */
    countSharers(instance: InstanceRecord): Promise<number> {
      const { id, hostId, packageId } = instance;
      return client.instance.count({
        where: { id: { not: id }, hostId, packageId, status: { in: NEEDING_FILES } },
      });
    },
    countIn: (connection: Connection, where: Where) => connection.instance.count({ where }),
  };
}
export type InstanceRepository = ReturnType<typeof createInstanceRepository>;

async function insert(tx: CoreTransaction, instance: NewInstance): Promise<void> {
  await tx.instance.create({
    data: { ...instance, status: 'LAUNCHING', desired: 'RUNNING', launches: 0, rowVersion: 1 },
  });
  const { id } = instance;
  for (const [position, key] of LAUNCH_STEPS.entries()) {
    await tx.launchStep.create({ data: { instanceId: id, position, key, status: 'WAITING' } });
  }
}

async function resetSteps(tx: CoreTransaction, instanceId: string): Promise<void> {
  const fresh = { detail: null, detailText: null, undoEn: null, undoZh: null, startedAt: null, endedAt: null };
  await tx.launchStep.updateMany({ where: { instanceId }, data: { status: 'WAITING', ...fresh } });
}

async function findIn(connection: Connection, id: string): Promise<InstanceRecord | null> {
  const [found] = await listIn(connection, { id });
  return found ?? null;
}

async function listIn(connection: Connection, where: Where): Promise<InstanceRecord[]> {
  const rows = await connection.instance.findMany({ where, orderBy: { id: 'desc' } });
  const steps = await connection.launchStep.findMany({
    where: { instanceId: { in: rows.map(({ id }) => id) } },
    orderBy: { position: 'asc' },
  });
  return rows.map((row) => toInstance(row, steps));
}

async function changeIn(
  connection: Connection,
  id: string,
  from: readonly InstanceStatus[],
  { error, ...change }: InstanceChange,
): Promise<boolean> {
  const { count } = await connection.instance.updateMany({
    where: { id, status: { in: [...from] } },
    data: { ...change, ...errorColumns(error), rowVersion: { increment: 1 } },
  });
  return count > 0;
}

const errorColumns = (said: Said | null | undefined) =>
  said === undefined ? {} : { error: said?.message ?? null, errorText: said && printSaid(said) };
const detailColumns = (said: Said | null | undefined) =>
  said === undefined ? {} : { detail: said?.message ?? null, detailText: said && printSaid(said) };
const printSaid = ({ code, parameters }: Said) => JSON.stringify({ code, parameters });
