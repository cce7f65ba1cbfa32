import { describeDatabases } from '@wecube/prisma/testing';
import { expect, it } from 'vitest';
import { aLaunchablePackage, testSession, useTestPlatforms } from './testing.ts';

describeDatabases('core', (open) => {
  const { start, launch } = useTestPlatforms(open);
  const begin = async () => {
    const there = { schema: true, bucket: true };
    const pack = aLaunchablePackage();
    const platform = await start([pack], {
      overrides: {
        estate: {
          schemaOf: async () => (there.schema ? 'sample_db' : null),
          bucketOf: async () => (there.bucket ? 'sample-files' : null),
          secretsOf: async () => [],
          dropDatabase: async () => {
            there.schema = false;
          },
          dropBucket: async () => {
            there.bucket = false;
          },
        },
      },
    });
    return { there, pack, platform };
  };
  const saidBy = (stays: readonly { message: string }[] = []) => stays.map(({ message }) => message);

  it('keeps schema and bucket unless a person says otherwise, and says what stays', async () => {
    const { there, pack, platform } = await begin();
    const { id } = await launch(platform, pack);
    await platform.until(id, 'RUNNING');
    await platform.remove(id, testSession);
    const removed = await platform.until(id, 'REMOVED');
    expect(saidBy(removed.removal?.stays)).toEqual([
      'The schema sample_db stays with its data.',
      'The bucket sample-files stays with its objects.',
      'The identity SYS_SAMPLE stays until the package is decommissioned.',
    ]);
    expect(there).toEqual({ schema: true, bucket: true });
  });

  it('drops them by choice with the last instance only', async () => {
    const { there, pack, platform } = await begin();
    const [first, second] = [await launch(platform, pack), await launch(platform, pack)];
    const choice = { dropDatabase: true, dropBucket: false };
    const refused = await platform.remove(first.id, testSession, choice);
    expect(refused.problems[0]?.code).toBe('DROP_NOT_LAST');
    await platform.remove(first.id, testSession);
    await platform.until(first.id, 'REMOVED');
    await platform.remove(second.id, testSession, choice);
    const removed = await platform.until(second.id, 'REMOVED');
    expect(there).toEqual({ schema: false, bucket: true });
    expect(saidBy(removed.removal?.stays)[0]).toContain('sample-files stays');
  });
});
