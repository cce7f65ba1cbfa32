import type { CoreDatabase, CoreTransaction } from '@wecube/prisma';
import type { CommandStatus, InstanceCommand } from '../domain/instance-command.ts';

type Change = Partial<Pick<InstanceCommand, 'status' | 'exitCode' | 'output' | 'cut' | 'endedAt'>>;

/** Commands that people ran inside instances. */
export function createCommandRepository({ client }: CoreDatabase) {
  const find = async (id: string): Promise<InstanceCommand | null> => {
    const row = await client.instanceCommand.findUnique({ where: { id } });
    return row && toCommand(row);
  };
  return {
    find,
    /** The latest, newest first. */
    async ofInstance(instanceId: string, most: number): Promise<InstanceCommand[]> {
      const rows = await client.instanceCommand.findMany({
        where: { instanceId },
        orderBy: { id: 'desc' },
        take: most,
      });
      return rows.map(toCommand);
    },
    countRunning: (tx: CoreTransaction, instanceId: string): Promise<number> =>
      tx.instanceCommand.count({ where: { instanceId, status: 'RUNNING' } }),
    async insert(tx: CoreTransaction, command: InstanceCommand, owner: string): Promise<void> {
      await tx.instanceCommand.create({ data: { ...command, owner } });
    },
    /** Only while it runs; `null` when it has ended. */
    async change(id: string, change: Change): Promise<InstanceCommand | null> {
      const { count } = await client.instanceCommand.updateMany({
        where: { id, status: 'RUNNING' },
        data: { ...change, rowVersion: { increment: 1 } },
      });
      return count > 0 ? find(id) : null;
    },
    /** The running ones, with the core that runs each. */
    async running(): Promise<{ id: string; owner: string }[]> {
      return client.instanceCommand.findMany({ where: { status: 'RUNNING' }, select: { id: true, owner: true } });
    },
  };
}
export type CommandRepository = ReturnType<typeof createCommandRepository>;

type Row = Omit<InstanceCommand, 'status'> & { status: string; owner: string };

const toCommand = ({ owner: _, status, ...row }: Row): InstanceCommand => ({ ...row, status: status as CommandStatus });
