import { type Page, serviceSession } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import { describeDatabases } from '@wecube/prisma/testing';
import { beforeEach, expect, it } from 'vitest';
import { countAuditEntries, insertAuditEntry, readAuditEntries } from './data/audit-entries.ts';
import { createAuditModule } from './module.ts';
import { anAuditEntry } from './testing.ts';

const session = { ...serviceSession('core'), name: '张三', requestId: 'req_1' };

describeDatabases('core', (open) => {
  let database: CoreDatabase;
  beforeEach(async () => {
    database = await open();
    await database.client.auditEntry.deleteMany();
  });
  const page = (rest: Partial<Page> = {}) =>
    readAuditEntries(database.client, { take: 2, cursor: null, backwards: false, ...rest });

  it('keeps an entry with the transaction of the deed, or neither', async () => {
    const { record } = createAuditModule({ database, clock: { now: () => 1_700_000_000_123 } });
    const note = {
      session,
      action: 'package:upload',
      subject: 'pkg_1',
      outcome: 'DONE',
      detail: { size: 3, words: '一' },
    } as const;
    const failed = database.transaction(async (tx) => {
      await record(tx, note);
      throw new Error('the deed failed');
    });
    await expect(failed).rejects.toThrow('the deed failed');
    expect(await countAuditEntries(database.client)).toBe(0);
    await database.transaction((tx) => record(tx, note));
    expect(await page()).toMatchObject([
      {
        at: new Date(1_700_000_000_123),
        who: '张三',
        userId: 'service:core',
        detail: { size: 3, words: '一' },
        requestId: 'req_1',
      },
    ]);
  });

  it('pages from new to old without losing entries of the same moment', async () => {
    const entries = ['aud_1', 'aud_2', 'aud_3', 'aud_4'].map((id) =>
      anAuditEntry({ id, at: new Date(id === 'aud_4' ? 2 : 1) }),
    );
    await database.transaction(async (tx) => {
      for (const entry of entries) await insertAuditEntry(tx, entry);
    });
    expect((await page()).map(({ id }) => id)).toEqual(['aud_4', 'aud_3', 'aud_2']);
    expect((await page({ cursor: [1, 'aud_3'] })).map(({ id }) => id)).toEqual(['aud_2', 'aud_1']);
    expect((await page({ cursor: [1, 'aud_2'], backwards: true })).map(({ id }) => id)).toEqual(['aud_3', 'aud_4']);
  });
});
