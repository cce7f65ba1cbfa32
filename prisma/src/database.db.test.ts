import { expect, it } from 'vitest';
import { isUniqueViolation } from './errors.ts';
import { describeDatabases } from './testing/index.ts';

const event = (id: string) => ({
  id,
  topic: 't',
  subject: 's',
  type: 'X',
  version: 1,
  at: new Date(1_700_000_000_123),
  data: '{}',
});

describeDatabases('core', (open) => {
  it('keeps times to the millisecond in UTC', async () => {
    const { client } = await open();
    await client.liveEvent.create({ data: event('a') });
    expect((await client.liveEvent.findUnique({ where: { id: 'a' } }))?.at.getTime()).toBe(1_700_000_000_123);
  });

  it('tells a unique violation from other errors', async () => {
    const { client } = await open();
    const error = await client.liveEvent.create({ data: event('a') }).catch((cause: unknown) => cause);
    expect(isUniqueViolation(error)).toBe(true);
    expect(isUniqueViolation(new Error('else'))).toBe(false);
  });

  it('runs many transactions on one row without losing a change', async () => {
    const { client, transaction } = await open();
    await client.liveEvent.create({ data: { ...event('counter'), version: 0 } });
    const once = () =>
      transaction(async (tx) => {
        const row = await tx.liveEvent.update({ where: { id: 'counter' }, data: { version: { increment: 1 } } });
        await tx.liveEvent.create({ data: event(`row-${row.version}`) });
      });
    await Promise.all(Array.from({ length: 20 }, once));
    expect((await client.liveEvent.findUnique({ where: { id: 'counter' } }))?.version).toBe(20);
  });
});
