import type { Problem } from '@wecube/kit';
import { type CoreDatabase, type CoreTransaction, isUniqueViolation } from '@wecube/prisma';
import { z } from 'zod';
import type { EventStatus, OperationEvent } from '../domain/operation-event.ts';

const problem = z.looseObject({ code: z.string(), message: z.string() });

/** Keeps operation events; an event of one source and number exists once. */
export function createOperationEvents({ client }: CoreDatabase) {
  return {
    /** False when that event is known. */
    async insert(tx: CoreTransaction, event: OperationEvent): Promise<boolean> {
      try {
        await tx.operationEvent.create({ data: { ...event, error: null } });
        return true;
      } catch (error) {
        if (isUniqueViolation(error)) return false;
        throw error;
      }
    },
    async findByNumber(source: string, eventSeqNo: string): Promise<OperationEvent | null> {
      const row = await client.operationEvent.findUnique({ where: { source_eventSeqNo: { source, eventSeqNo } } });
      return row && toEvent(row);
    },
    async find(id: string): Promise<OperationEvent | null> {
      const row = await client.operationEvent.findUnique({ where: { id } });
      return row && toEvent(row);
    },
    async newest(count: number): Promise<OperationEvent[]> {
      const orderBy = [{ receivedAt: 'desc' as const }, { id: 'desc' as const }];
      return (await client.operationEvent.findMany({ orderBy, take: count })).map(toEvent);
    },
    async due(now: Date, count: number): Promise<string[]> {
      const where = { dueAt: { lte: now } };
      const rows = await client.operationEvent.findMany({ where, orderBy: { dueAt: 'asc' }, take: count });
      return rows.map(({ id }) => id);
    },
    /** Of all who want to work on a due event one may, until the given time. */
    async claim(id: string, now: Date, until: Date): Promise<OperationEvent | null> {
      const { count } = await client.operationEvent.updateMany({
        where: { id, dueAt: { lte: now } },
        data: { dueAt: until, tries: { increment: 1 } },
      });
      return count === 1 ? this.find(id) : null;
    },
    async update(id: string, change: EventChange): Promise<void> {
      const { error, ...rest } = change;
      const data = { ...rest, ...(error !== undefined && { error: error && JSON.stringify(error) }) };
      await client.operationEvent.updateMany({ where: { id }, data });
    },
  };
}
export type OperationEvents = ReturnType<typeof createOperationEvents>;

export type EventChange = Partial<
  Pick<OperationEvent, 'status' | 'runId' | 'error' | 'dueAt' | 'tries' | 'notifiedAt'>
>;

function toEvent<Row extends { status: string; error: string | null }>(row: Row) {
  const error = row.error === null ? null : (problem.parse(JSON.parse(row.error)) as Problem);
  return { ...row, status: row.status as EventStatus, error };
}
