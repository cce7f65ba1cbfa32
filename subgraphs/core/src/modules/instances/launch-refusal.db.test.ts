import { describeDatabases } from '@wecube/prisma/testing';
import { expect, it } from 'vitest';
import type { PackageRecord } from '../packages/index.ts';
import { aLaunchablePackage, NO_TRACES, type TestPlatform, testSession, useTestPlatforms } from './testing.ts';

const MYSQL =
  '<docker imageName="a:1" portBindings="{{ALLOCATE_PORT}}:80"/><mysql schema="estate_db" initFileName="init.sql"/>';

describeDatabases('core', (open) => {
  const { start, traces } = useTestPlatforms(open);
  const refusal = async (platform: TestPlatform, pack: PackageRecord, hostId?: string) => {
    const { instance, problems } = await platform.launch({ packageId: pack.id, hostId }, testSession);
    expect(instance).toBeNull();
    expect(await platform.repository.list({ packageId: pack.id })).toEqual([]);
    expect(await traces()).toEqual(NO_TRACES);
    return problems[0];
  };

  it('refuses an unknown package and one that is not registered', async () => {
    const [known, uploaded] = [aLaunchablePackage(), aLaunchablePackage({ status: 'UPLOADED' })];
    const platform = await start([uploaded]);
    expect(await refusal(platform, known)).toMatchObject({ code: 'PACKAGE_NOT_FOUND', path: ['packageId'] });
    expect(await refusal(platform, uploaded)).toMatchObject({ code: 'PACKAGE_NOT_REGISTERED' });
  });

  it('runs as a process only what came with the product, unless it was told to', async () => {
    const pack = aLaunchablePackage();
    const strict = { allowProcessPackages: false };
    const platform = await start([pack], { settings: strict });
    const problem = await refusal(platform, pack);
    expect(problem).toMatchObject({ code: 'PROCESS_PACKAGE_NOT_ALLOWED' });
    expect(problem?.remedy).toContain('WECUBE_ALLOW_PROCESS_PACKAGES');
    const hostId = await platform.hostId('PROCESS');
    expect(await refusal(platform, pack, hostId)).toMatchObject({ code: 'PROCESS_PACKAGE_NOT_ALLOWED' });
    await platform.supervisor.stop();
    const shipping = await start([pack], { settings: { ...strict, shippedDigests: new Set([pack.digest]) } });
    const { instance } = await shipping.launch({ packageId: pack.id }, testSession);
    await shipping.until(instance?.id ?? '', 'RUNNING');
  });

  it('names the setting when a package needs MySQL and there is none', async () => {
    const pack = aLaunchablePackage({ resources: MYSQL });
    const problem = await refusal(await start([pack]), pack);
    expect(problem).toMatchObject({ code: 'DATABASE_SERVER_NEEDED' });
    expect(problem?.message).toContain('estate_db');
    expect(problem?.remedy).toContain('WECUBE_PLUGIN_MYSQL_URL');
  });

  it('refuses what no host can run, and what declares nothing to run', async () => {
    const docker = aLaunchablePackage({ resources: '<docker imageName="a:1" portBindings="{{ALLOCATE_PORT}}:80"/>' });
    const nothing = aLaunchablePackage({ resources: '<s3 bucketName="b"/>' });
    const platform = await start([docker, nothing]);
    const noHost = await refusal(platform, docker);
    expect(noHost).toMatchObject({ code: 'NO_SUITABLE_HOST' });
    expect(noHost?.remedy).toContain('WECUBE_DOCKER_SOCKET');
    expect(await refusal(platform, docker, await platform.hostId('PROCESS'))).toMatchObject({
      code: 'DRIVER_NOT_SUPPORTED',
    });
    expect(await refusal(platform, nothing)).toMatchObject({ code: 'RUNTIME_NOT_DECLARED' });
    expect(await refusal(platform, docker, 'host_none')).toMatchObject({ code: 'HOST_NOT_FOUND' });
  });

  it('gives the reason of a host that cannot be used', async () => {
    const pack = aLaunchablePackage();
    const platform = await start([pack], {
      changeHost: (host) => ({ ...host, check: async () => ({ available: false, reason: 'The disk is full.' }) }),
    });
    const expected = { code: 'HOST_UNAVAILABLE', message: 'The host "process" cannot be used. The disk is full.' };
    expect(await refusal(platform, pack)).toMatchObject(expected);
    expect(await refusal(platform, pack, await platform.hostId('PROCESS'))).toMatchObject(expected);
  });
});
