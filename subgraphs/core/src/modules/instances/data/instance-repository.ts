import type { Said } from '@wecube/kit';
import type { CoreClient, CoreDatabase, CoreTransaction } from '@wecube/prisma';
import type { InstanceNeeds, InstanceRecord, Removal } from '../domain/instance.ts';
import { LAUNCH_STEPS } from '../domain/launch-steps.ts';
import type { LocalizedText } from '../domain/localized-text.ts';
import { type InstanceStatus, NEEDING_FILES, type StepStatus, sourcesOf } from '../domain/status.ts';
import { toInstance } from './instance-rows.ts';

type Where = NonNullable<Parameters<CoreClient['instance']['findMany']>[0]>['where'];
type Connection = CoreClient | CoreTransaction;

export type NewInstance = Pick<
  InstanceRecord,
  'id' | 'packageId' | 'packageName' | 'packageVersion' | 'name' | 'hostId' | 'address' | 'launchedAt' | 'launchedBy'
> & { idempotencyKey: string | null; needs: InstanceNeeds; placement: Said | null } & Partial<
    Pick<InstanceRecord, 'traffic' | 'replaces' | 'upgradeId'>
  >;

/** Fields that a change of status may set beside it. */
export type InstanceChange = Partial<
  Pick<
    InstanceRecord,
    | 'status'
    | 'desired'
    | 'port'
    | 'healthyAt'
    | 'launches'
    | 'nextLaunchAt'
    | 'restarts'
    | 'hostRestarts'
    | 'traffic'
    | 'hostLostAt'
  > & {
    error: Said | null;
    removal: Removal;
  }
>;

export type StepChange = {
  status: StepStatus;
  detail?: Said | null;
  undo?: LocalizedText | null;
  makes?: boolean;
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
      const changed = await database.transaction(async (tx) => {
        if (!(await changeIn(tx, id, from, change))) return false;
        // A launch that stands keeps what it made, whatever fails later: the two are known together or not at all.
        if (change.status === 'RUNNING') await forgetMade(tx, id);
        return true;
      });
      return changed ? find(id) : null;
    },
    changeIn,
    /**
     * Begins a launch with all steps waiting; `null` when none is wanted any more. What a launch that was cut off had
     * begun to make stays noted, so that a later failure takes it away too.
     */
    async beginLaunch(id: string): Promise<InstanceRecord | null> {
      const begun = await database.transaction(async (tx) => {
        const { count } = await tx.instance.updateMany({
          where: { id, desired: 'RUNNING', status: { in: sourcesOf('LAUNCHING') } },
          data: {
            ...{ status: 'LAUNCHING', nextLaunchAt: null, hostRestarts: 0 },
            ...{ launches: { increment: 1 }, rowVersion: { increment: 1 } },
          },
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
    async writeLog(id: string, key: string, lines: readonly string[]): Promise<InstanceRecord | null> {
      await database.transaction(async (tx) => {
        await tx.launchStep.updateMany({ where: { instanceId: id, key }, data: { log: JSON.stringify(lines) } });
        await tx.instance.updateMany({ where: { id }, data: { rowVersion: { increment: 1 } } });
      });
      return find(id);
    },
    /** Nothing that the launch made will be undone any more: it stands, or it is gone. */
    forgetMade: (id: string): Promise<void> => forgetMade(client, id),
    /** The first port is the one for calls; none when the list is empty. */
    async setPorts(id: string, ports: readonly number[]): Promise<void> {
      const data = { port: ports[0] ?? null, ports: ports.length === 0 ? null : JSON.stringify(ports) };
      await client.instance.updateMany({ where: { id }, data: { ...data, rowVersion: { increment: 1 } } });
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

async function insert(tx: CoreTransaction, { needs, placement, ...instance }: NewInstance): Promise<void> {
  const written = {
    needs: JSON.stringify(needs),
    placement: placement?.message ?? null,
    placementText: placement && printSaid(placement),
  };
  const fresh = { status: 'LAUNCHING', desired: 'RUNNING', launches: 0, rowVersion: 1 };
  await tx.instance.create({ data: { ...instance, ...written, ...fresh } });
  await insertSteps(tx, instance.id, new Set());
}

/** An instance of an older version of the platform had fewer steps, so the rows are written anew. */
async function resetSteps(tx: CoreTransaction, instanceId: string): Promise<void> {
  const made = await tx.launchStep.findMany({ where: { instanceId, makes: true }, select: { key: true } });
  await tx.launchStep.deleteMany({ where: { instanceId } });
  await insertSteps(tx, instanceId, new Set(made.map(({ key }) => key)));
}

async function insertSteps(tx: CoreTransaction, instanceId: string, made: ReadonlySet<string>): Promise<void> {
  const rows = LAUNCH_STEPS.map((key, position) => ({
    ...{ instanceId, position, key, status: 'WAITING', makes: made.has(key) },
  }));
  await tx.launchStep.createMany({ data: rows });
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

async function forgetMade(connection: Connection, instanceId: string): Promise<void> {
  await connection.launchStep.updateMany({ where: { instanceId, makes: true }, data: { makes: false } });
}

async function changeIn(
  connection: Connection,
  id: string,
  from: readonly InstanceStatus[],
  { error, removal, ...change }: InstanceChange,
): Promise<boolean> {
  const removalColumn = removal === undefined ? {} : { removal: JSON.stringify(removal) };
  const portColumns = change.port === null ? { ports: null } : {};
  const { count } = await connection.instance.updateMany({
    where: { id, status: { in: [...from] } },
    data: { ...change, ...removalColumn, ...portColumns, ...errorColumns(error), rowVersion: { increment: 1 } },
  });
  return count > 0;
}

const errorColumns = (said: Said | null | undefined) =>
  said === undefined ? {} : { error: said?.message ?? null, errorText: said && printSaid(said) };
const detailColumns = (said: Said | null | undefined) =>
  said === undefined ? {} : { detail: said?.message ?? null, detailText: said && printSaid(said) };
export const printSaid = ({ code, parameters }: Said) => JSON.stringify({ code, parameters });
